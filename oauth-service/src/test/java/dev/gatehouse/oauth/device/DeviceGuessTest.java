package dev.gatehouse.oauth.device;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.gatehouse.common.limit.Shares;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.session.CsrfToken;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.RegisteredClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often somebody may guess at the codes of devices. */
@QuarkusTest
@TestProfile(Peers.Present.class)
class DeviceGuessTest {
    private final Devices devices;
    private final UUID user = UUID.randomUUID();

    @Inject
    DeviceGuessTest(Devices devices) {
        this.devices = devices;
    }

    @BeforeEach
    void nobodyHasGuessed() {
        devices.forgetGuesses();
    }

    @Test
    void aCodeIsTypedInOnce() {
        Devices.Codes codes = Devices.asked(devices.client(Map.of()), "openid");
        Devices.decided(user, codes, "allow");
        Devices.enter(user, codes.userCode()).statusCode(400).body(containsString("There is no such code"));
    }

    /** Ten, right ones too; nobody else is kept out. */
    @Test
    void aUserMayGuessSoOften() {
        RegisteredClient client = devices.client(Map.of());
        for (int i = 0; i < Guesses.MOST_OF_USER; i++) {
            Devices.enter(user, "BCDF-GHJK").statusCode(400);
        }
        Devices.Codes codes = Devices.asked(client, "openid");
        Devices.enter(user, codes.userCode())
                .statusCode(429)
                .header("Retry-After", matchesPattern("[0-9]+"))
                .body(allOf(containsString("too many tries"), not(containsString("192.0.2.77"))));
        Devices.enter(UUID.randomUUID(), codes.userCode()).statusCode(200);
    }

    @Test
    void fromOneAddressSoManyMayGuess() {
        IntStream.range(0, Guesses.MOST_OF_ADDRESS).forEach(i -> guess("198.51.100.9", 400));
        guess("198.51.100.9", 429);
        guess("198.51.100.10", 400);
    }

    private static void guess(String address, int status) {
        String somebody = UUID.randomUUID().toString();
        Devices.visitor(null)
                .cookie(SessionService.COOKIE, somebody)
                .header("X-Forwarded-For", address)
                .formParam("csrf_token", CsrfToken.of(somebody))
                .formParam("user_code", "BCDF-GHJK")
                .post("/oauth2/device")
                .then()
                .statusCode(status);
    }

    /** Who has many accounts and addresses, too, comes to an end, and takes from nobody what each network has. */
    @Test
    void allTogetherMayGuessSoOften() {
        devices.count("device-guess", "all", Guesses.MOST);
        for (int i = 0; i < Shares.OWN; i++) {
            guess("198.51.100.11", 400);
        }
        guess("198.51.100.11", 429);
        guess("198.51.100.12", 400);
        devices.forgetGuesses();
        guess("198.51.100.11", 400);
    }

    /** Of IPv6 one site has more networks than anybody could count. */
    @Test
    void aSiteHasItsOwnOnce() {
        devices.count("device-guess", "all", Guesses.MOST);
        for (int i = 0; i < Shares.OWN; i++) {
            guess("2001:db8:7:" + i + "::1", 400);
        }
        guess("2001:db8:7:ffff::1", 429);
        guess("2001:db8:8::1", 400);
    }

    @Test
    void thereIsAnEndHoweverManyNetworksThereAre() {
        devices.count("device-guess-ceiling", "all", Shares.CEILING * Guesses.MOST);
        guess("198.51.100.11", 429);
    }

    /** Any site could send its visitors there. */
    @Test
    void aLinkGuessesNothing() {
        for (int i = 0; i <= Guesses.MOST_OF_USER; i++) {
            Devices.visitor(user)
                    .get("/oauth2/device?user_code=BCDF-GHJK")
                    .then()
                    .statusCode(200);
        }
        Devices.Codes codes = Devices.asked(devices.client(Map.of()), "openid");
        Devices.enter(user, codes.userCode()).statusCode(200);
    }
}
