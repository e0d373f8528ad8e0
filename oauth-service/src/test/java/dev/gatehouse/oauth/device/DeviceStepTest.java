package dev.gatehouse.oauth.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.peer.SessionService.Live;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientRequests;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceStepTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void theUserIsAskedForWhatTheyAndTheClientMayHave() {
        assertEquals(
                new DeviceStep.Ask(Scope.of("openid", "orders:read")),
                step(client(null, List.of()), "openid orders:read gatehouse:admin other", 60, List.of("pwd"), false));
        assertEquals(
                new DeviceStep.Nothing(), step(client(null, List.of()), "gatehouse:admin", 60, List.of("pwd"), false));
    }

    /** It is the house's own, and needs no consent: but whose device it is, it does not know. */
    @Test
    void theyAreAskedForAClientOfTheHouseToo() {
        RegisteredClient plain = client(null, List.of());
        ClientRequests r = plain.requests();
        var own = Fixtures.but(plain, requests(r, true, null, List.of()));
        assertInstanceOf(DeviceStep.Ask.class, step(own, "openid", 60, List.of("pwd"), false));
    }

    /** The request is two minutes old: what came after it was for it, and may take five. */
    @ParameterizedTest
    @CsvSource({
        "3600, 3600, Ask",
        "3600, 3601, SignInAnew",
        "0, 121, SignInAnew",
        "0, 120, Ask",
        "0, 1, Ask",
    })
    void aClientMayWantAFreshSignIn(long maxAge, long age, String step) {
        DeviceStep next = step(client(maxAge, List.of()), "openid", age, List.of("pwd"), false);
        assertEquals(step, next.getClass().getSimpleName());
    }

    @Test
    void aClientMayWantMoreThanAPassword() {
        String multiple = AuthenticationClass.MULTIPLE.value();
        RegisteredClient client = client(null, List.of(multiple));
        assertEquals(
                new DeviceStep.StepUp(AuthenticationClass.MULTIPLE), step(client, "openid", 60, List.of("pwd"), false));
        assertEquals(new DeviceStep.TooWeak(), step(client, "openid", 60, List.of("pwd"), true));
        assertInstanceOf(DeviceStep.Ask.class, step(client, "openid", 60, List.of("pwd", "otp", "mfa"), true));
    }

    private static DeviceStep step(
            RegisteredClient client, String scope, long age, List<String> amr, boolean steppedUp) {
        var request = new DeviceRequest(
                "client-1", Scope.parse(scope), List.of(), null, "192.0.2.1", NOW.minus(Duration.ofMinutes(2)));
        Live session = Fixtures.session(NOW.minusSeconds(age));
        var live = new Live(
                session.sid(),
                session.subject(),
                session.username(),
                session.scope(),
                amr,
                session.authTime(),
                session.csrfToken(),
                null,
                null);
        return DeviceStep.of(request, client, live, steppedUp, NOW);
    }

    private static RegisteredClient client(@Nullable Long maxAge, List<String> acr) {
        RegisteredClient plain = Fixtures.client(AuthMethod.none, "", GrantType.device_code);
        return Fixtures.but(plain, requests(plain.requests(), false, maxAge, acr));
    }

    private static ClientRequests requests(
            ClientRequests r, boolean firstParty, @Nullable Long maxAge, List<String> acr) {
        return new ClientRequests(
                r.applicationType(),
                r.profile(),
                firstParty,
                r.requirePkce(),
                r.requirePushedAuthorizationRequests(),
                r.requestObjectSigningAlg(),
                r.requestUris(),
                maxAge,
                r.requireAuthTime(),
                acr,
                r.authorizationDetailsTypes(),
                r.initiateLoginUri());
    }
}
