package dev.gatehouse.identity.user;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.identity.password.CountingHasher;
import dev.gatehouse.identity.password.PasswordConfig;
import dev.gatehouse.identity.password.PasswordHasher;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** From one network, so many register in an hour. */
@QuarkusTest
class RegistrationTest {
    private static final int MOST = 30;
    private static final String PASSWORD = "four-candles-please";
    private final Registration registration;
    private final UserStore users;
    private final PasswordConfig passwords;

    @Inject
    RegistrationTest(Registration registration, UserStore users, PasswordConfig passwords) {
        this.registration = registration;
        this.users = users;
        this.passwords = passwords;
    }

    @Test
    void oneSiteRegistersSoManyAndAnotherGoesOn() {
        String site = "2001:db8:" + group() + ":" + group();
        for (int i = 0; i < MOST; i++) {
            assertEquals(201, register(site + "::" + (i + 1), PASSWORD).statusCode());
        }
        register(site + ":1:2:3:4", PASSWORD)
                .then()
                .statusCode(429)
                .header("Retry-After", Integer::parseInt, greaterThan(0))
                .body("code", equalTo("too_many_attempts"));
        register("2001:db8:" + group() + ":" + group() + "::1", PASSWORD).then().statusCode(201);
    }

    /** Whether it was in a breach may be asked elsewhere: nobody makes that happen as often as they like. */
    @Test
    void aWeakPasswordIsCounted() {
        String address = "2001:db8:" + group() + ":" + group() + "::1";
        for (int i = 0; i < MOST; i++) {
            assertEquals(422, register(address, "short").statusCode());
        }
        register(address, "short").then().statusCode(429);
    }

    @Test
    void whoRegistersDoesNotLearnWhetherAnAddressIsTaken() {
        String free = fresh() + "@example.org";
        for (boolean confirmed : new boolean[] {true, false}) {
            String taken = fresh() + "@example.org";
            users.insert(new NewUser(fresh(), taken, confirmed, null, null, false));
            assertEquals(answer(free), answer(taken));
        }
        assertEquals(answer(free), answer(free), "nor whether somebody else has registered with it");
    }

    @Test
    void aTakenAddressTakesTheSameWork() {
        var hasher = new CountingHasher(passwords);
        QuarkusMock.installMockForType(hasher, PasswordHasher.class);
        String taken = fresh() + "@example.org";
        users.insert(new NewUser(fresh(), taken, true, null, null, false));
        register(elsewhere(), fresh(), taken, PASSWORD).then().statusCode(201);
        assertEquals(1, hasher.hashes());
    }

    @Test
    void aTakenUsernameIsToldForItIsPublic() {
        String name = fresh();
        register(elsewhere(), name, fresh() + "@example.org", PASSWORD).then().statusCode(201);
        register(elsewhere(), name, fresh() + "@example.org", PASSWORD)
                .then()
                .statusCode(409)
                .body("code", equalTo("taken"));
    }

    @Test
    void whoMerelyGaveAnAddressKeepsNobodyFromIt() {
        String address = fresh() + "@example.org";
        register(elsewhere(), fresh(), address, PASSWORD).then().statusCode(201);
        Account ada = users.insert(new NewUser(fresh(), address, true, null, null, false))
                .orElseThrow();
        assertEquals(ada.id(), users.byLogin(address).orElseThrow().id());
        assertTrue(users.insert(new NewUser(fresh(), address, false, null, null, false))
                .isEmpty());
    }

    /** All that the answer says, but for what is of every account its own. */
    private static String answer(String email) {
        String name = fresh();
        Response response = register(elsewhere(), name, email, PASSWORD);
        String id = response.path("id");
        String headers = response.headers().asList().stream()
                .map(header -> header.getName() + ": " + header.getValue())
                .sorted()
                .collect(Collectors.joining("\n"));
        return (response.statusCode() + "\n" + headers + "\n" + response.asString())
                .replace(id, "ID")
                .replace(name, "NAME")
                .replace(email, "EMAIL")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z|(?i)content-length: \\d+|x-request-id: \\w+", "VARIES");
    }

    @Test
    void administratorsAreNotBounded() {
        Registration.Outcome last = new Registration.BadUsername();
        for (int i = 0; i <= MOST && !(last instanceof Registration.Wait); i++) {
            last = registration.register(fresh(), fresh() + "@example.org", PASSWORD);
        }
        assertInstanceOf(Registration.Wait.class, last);
        assertInstanceOf(
                Registration.Registered.class, registration.make(fresh(), null, false, null, null, "administrator"));
    }

    private static Response register(String address, String password) {
        String name = fresh();
        return register(address, name, name + "@example.org", password);
    }

    private static Response register(String address, String name, String email, String password) {
        return given().contentType("application/json")
                .header("X-Forwarded-For", address)
                .body(Map.of("username", name, "email", email, "password", password))
                .post("/users");
    }

    private static String elsewhere() {
        return "2001:db8:" + group() + ":" + group() + "::1";
    }

    private static String fresh() {
        return "r" + UUID.randomUUID().toString().substring(0, 12);
    }

    private static String group() {
        return Integer.toHexString(ThreadLocalRandom.current().nextInt(1, 0x10000));
    }
}
