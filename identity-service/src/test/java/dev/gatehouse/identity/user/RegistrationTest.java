package dev.gatehouse.identity.user;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** From one network, so many register in an hour. */
@QuarkusTest
class RegistrationTest {
    private static final int MOST = 30;
    private static final String PASSWORD = "four-candles-please";
    private final Registration registration;

    @Inject
    RegistrationTest(Registration registration) {
        this.registration = registration;
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
        register(site + "::1", "short").then().statusCode(422);
        register("2001:db8:" + group() + ":" + group() + "::1", PASSWORD).then().statusCode(201);
    }

    @Test
    void whatIsRefusedForItselfIsNotCounted() {
        String address = "2001:db8:" + group() + ":" + group() + "::1";
        for (int i = 0; i < MOST + 1; i++) {
            assertEquals(422, register(address, "short").statusCode());
        }
        register(address, PASSWORD).then().statusCode(201);
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
        return given().contentType("application/json")
                .header("X-Forwarded-For", address)
                .body(Map.of("username", name, "email", name + "@example.org", "password", password))
                .post("/users");
    }

    private static String fresh() {
        return "r" + UUID.randomUUID().toString().substring(0, 12);
    }

    private static String group() {
        return Integer.toHexString(ThreadLocalRandom.current().nextInt(1, 0x10000));
    }
}
