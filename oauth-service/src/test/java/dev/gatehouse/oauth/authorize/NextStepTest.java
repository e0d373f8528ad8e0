package dev.gatehouse.oauth.authorize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.peer.SessionService.Live;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.authorize.AuthorizationRequest.Prompt;
import dev.gatehouse.oauth.consent.GrantableScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NextStepTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final Optional<Live> SESSION = Optional.of(Fixtures.session(NOW.minusSeconds(100)));
    private static final Scope ASKED = Scope.of("openid", "profile", "orders:read");

    private static NextStep step(
            Optional<Live> session,
            Scope consented,
            @Nullable Long maxAge,
            @Nullable Instant loginAfter,
            Prompt... prompts) {
        var request = new AuthorizationRequest(
                "client-1",
                Fixtures.CALLBACK,
                ASKED,
                "s",
                null,
                Fixtures.CHALLENGE,
                Set.of(prompts),
                maxAge,
                loginAfter,
                List.of());
        return NextStep.of(request, session, () -> consented, NOW, Duration.ofMinutes(10));
    }

    @Test
    void asksForASession() {
        assertEquals(new NextStep.SignIn(), step(Optional.empty(), Scope.NONE, null, null));
        assertEquals("login_required", denied(step(Optional.empty(), Scope.NONE, null, null, Prompt.none)));
        assertEquals(new NextStep.SignInAnew(NOW), step(Optional.empty(), Scope.NONE, null, null, Prompt.login));
    }

    @Test
    void givesWhatClientAndUserBothHave() {
        var code = assertInstanceOf(NextStep.GiveCode.class, step(SESSION, ASKED, null, null));
        // The scope of an API is the client's and the consent's alone; of our own, the user must have it.
        assertEquals(ASKED, code.scope());
        var admin = Scope.of("openid", "gatehouse:admin", "gatehouse:other", "orders:read");
        assertEquals(
                Scope.of("openid", "orders:read"),
                GrantableScope.of(admin, Fixtures.session(NOW).scope()));
    }

    @Test
    void asksForConsentWhereItIsMissingOrDemanded() {
        assertInstanceOf(NextStep.AskConsent.class, step(SESSION, Scope.of("openid"), null, null));
        assertInstanceOf(NextStep.AskConsent.class, step(SESSION, ASKED, null, null, Prompt.consent));
        assertEquals("consent_required", denied(step(SESSION, Scope.NONE, null, null, Prompt.none)));
    }

    @Test
    void anOldSignInIsRenewedOnce() {
        assertEquals(new NextStep.SignInAnew(NOW), step(SESSION, ASKED, 99L, null));
        assertInstanceOf(NextStep.GiveCode.class, step(SESSION, ASKED, 100L, null));
        assertEquals("login_required", denied(step(SESSION, ASKED, 99L, null, Prompt.none)));
        assertEquals(new NextStep.SignInAnew(NOW), step(SESSION, ASKED, null, null, Prompt.login));
        assertInstanceOf(NextStep.GiveCode.class, step(SESSION, ASKED, 0L, NOW.minusSeconds(101)));
    }

    @Test
    void comingBackWithoutHavingSignedInDoesNotCount() {
        Instant asked = NOW.minusSeconds(50);
        assertEquals(new NextStep.SignInAnew(asked), step(SESSION, ASKED, null, asked));
    }

    @Test
    void anOldOrAFutureMarkDoesNotCount() {
        assertEquals(new NextStep.SignInAnew(NOW), step(SESSION, ASKED, null, NOW.minusSeconds(601)));
        assertEquals(new NextStep.SignInAnew(NOW), step(SESSION, ASKED, null, NOW.plusSeconds(1)));
    }

    @Test
    void theWayBackFromARenewedSignInDoesNotLoop() {
        var request = FormParameters.parse("client_id=a&prompt=login+consent&state=x%26y&login_after=1");
        String login = Redirects.signInAnew(request, NOW);
        var page = FormParameters.parse(login.substring(login.indexOf('?') + 1));
        assertEquals("login", page.get("prompt"));
        String target = String.valueOf(page.get("return_to"));
        assertTrue(target.startsWith("/oauth2/authorize?"));
        var back = FormParameters.parse(target.substring(target.indexOf('?') + 1));
        assertEquals("consent", back.get("prompt"));
        assertEquals("x&y", back.get("state"));
        assertEquals(Long.toString(NOW.toEpochMilli()), back.get("login_after"));
    }

    private static String denied(NextStep step) {
        return assertInstanceOf(NextStep.Deny.class, step).error();
    }
}
