package dev.gatehouse.oauth.authorize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.peer.SessionService.Live;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.consent.GrantableScope;
import dev.gatehouse.oauth.request.AuthorizationRequest;
import dev.gatehouse.oauth.request.AuthorizationRequest.Prompt;
import dev.gatehouse.oauth.request.Claims;
import dev.gatehouse.oauth.request.ResponseMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NextStepTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final Optional<Live> SESSION = Optional.of(Fixtures.session(NOW.minusSeconds(100)));
    /** What the client calls the user. */
    private static final String CALLED = "ann-as-the-client-knows-her";

    private static final Scope ASKED = Scope.of("openid", "profile", "orders:read");

    private static final FormToken BROWSER = new FormToken("value", "cookie", true);
    private static final SignInPage SIGN_IN =
            new SignInPage(new SignInMarks(Fixtures.marks("a".repeat(32)), () -> Duration.ofMinutes(10)));

    private static NextStep step(
            Optional<Live> session,
            Scope consented,
            @Nullable Long maxAge,
            @Nullable Instant askedAt,
            Prompt... prompts) {
        return step(session, consented, maxAge, askedAt, null, prompts);
    }

    private static NextStep step(
            Optional<Live> session,
            Scope consented,
            @Nullable Long maxAge,
            @Nullable Instant askedAt,
            @Nullable AuthenticationClass acr,
            Prompt... prompts) {
        var request = request(maxAge, acr, prompts);
        var visit = new NextStep.Visit(session, Optional.ofNullable(askedAt), false, CALLED, null, false, NOW);
        return NextStep.of(request, visit, () -> consented);
    }

    private static AuthorizationRequest request(
            @Nullable Long maxAge, @Nullable AuthenticationClass acr, Prompt... prompts) {
        return request(maxAge, acr, Claims.NONE, prompts);
    }

    private static AuthorizationRequest request(
            @Nullable Long maxAge, @Nullable AuthenticationClass acr, Claims claims, Prompt... prompts) {
        return request(maxAge, acr, claims, List.of(), prompts);
    }

    private static AuthorizationRequest request(
            @Nullable Long maxAge,
            @Nullable AuthenticationClass acr,
            Claims claims,
            List<Map<String, Object>> details,
            Prompt... prompts) {
        return new AuthorizationRequest(
                "client-1",
                Fixtures.CALLBACK,
                ResponseMode.query,
                ASKED,
                "s",
                null,
                Fixtures.CHALLENGE,
                Set.of(prompts),
                maxAge,
                acr,
                List.of(),
                claims,
                details,
                null);
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
    void aSignInThatProvedTooLittleIsLedToThePageThatAsksForMore() {
        assertInstanceOf(NextStep.GiveCode.class, step(SESSION, ASKED, null, null, AuthenticationClass.SINGLE));
        assertEquals(new NextStep.StepUp(), step(SESSION, ASKED, null, null, AuthenticationClass.MULTIPLE));
        assertEquals(
                new NextStep.StepUp(), step(SESSION, ASKED, 0L, NOW.minusSeconds(101), AuthenticationClass.MULTIPLE));
        assertEquals(new NextStep.SignInAnew(NOW), step(SESSION, ASKED, 99L, null, AuthenticationClass.MULTIPLE));
        assertEquals(
                "login_required", denied(step(SESSION, ASKED, null, null, AuthenticationClass.MULTIPLE, Prompt.none)));
    }

    @Test
    void whoeverComesBackWithoutProvingMoreIsLedToTheApplication() {
        for (AuthenticationClass acr : AuthenticationClass.values()) {
            var visit = new NextStep.Visit(SESSION, Optional.empty(), true, CALLED, null, false, NOW);
            NextStep step = NextStep.of(request(null, acr), visit, () -> ASKED);
            if (acr == AuthenticationClass.SINGLE) {
                assertInstanceOf(NextStep.GiveCode.class, step);
            } else {
                assertEquals("unmet_authentication_requirements", denied(step));
            }
        }
        var demands = new SignInPage.Demands(null, null, AuthenticationClass.MULTIPLE);
        var back = FormParameters.parse(SignInPage.stepUp(FormParameters.parse("client_id=a&acr_values=phr"), demands));
        assertTrue(String.valueOf(back.get("return_to")).endsWith("&stepped_up=1"));
    }

    @Test
    void theSignInPageIsToldWhatTheRequestDemands() {
        var request = FormParameters.parse("client_id=a&login_hint=ada&ui_locales=de");
        var demands = SignInPage.Demands.of(request, AuthenticationClass.MULTIPLE);
        for (String login : List.of(
                SignInPage.signIn(request, demands),
                SIGN_IN.signInAnew(request, demands, SignInPage.Wanted.PROOF, BROWSER, NOW))) {
            var page = FormParameters.parse(login.substring(login.indexOf('?') + 1));
            assertEquals("urn:gatehouse:acr:mfa", page.get("acr"));
            assertEquals("ada", page.get("login_hint"));
            assertEquals("de", page.get("ui_locales"));
        }
    }

    @Test
    void whoeverMayChooseAnAccountIsAskedOnce() {
        assertEquals(
                new NextStep.SignInAnew(NOW), step(Optional.empty(), Scope.NONE, null, null, Prompt.select_account));
        assertEquals(new NextStep.SignInAnew(NOW), step(signedIn(0), ASKED, null, null, Prompt.select_account));
        assertInstanceOf(
                NextStep.GiveCode.class, step(signedIn(1), ASKED, null, NOW.minusSeconds(2), Prompt.select_account));
    }

    /** As with a provider that answers from a session of its own. */
    private static Optional<Live> silently(Instant proved, Instant begun) {
        Live live = Fixtures.session(proved);
        return Optional.of(new Live(
                live.sid(),
                live.subject(),
                live.username(),
                live.scope(),
                List.of("fed"),
                proved,
                live.csrfToken(),
                null,
                begun));
    }

    @Test
    void aSignInWithoutAProofOfNowIsAChoiceOnly() {
        Instant asked = NOW.minusSeconds(60);
        var session = silently(NOW.minusSeconds(3600), NOW.minusSeconds(1));
        assertInstanceOf(NextStep.GiveCode.class, step(session, ASKED, null, asked, Prompt.select_account));
        assertEquals(new NextStep.SignInAnew(asked), step(session, ASKED, null, asked, Prompt.login));
        assertEquals(new NextStep.SignInAnew(NOW), step(session, ASKED, 600L, asked, Prompt.select_account));
        assertEquals(new NextStep.SignInAnew(NOW), step(session, ASKED, 600L, null));
        assertInstanceOf(NextStep.GiveCode.class, step(session, ASKED, 3600L, null));
        var chosenBefore = silently(NOW, asked.minusSeconds(1));
        assertEquals(new NextStep.SignInAnew(asked), step(chosenBefore, ASKED, null, asked, Prompt.select_account));
    }

    /** However little max_age allows, a sign-in for the request may take some minutes; no other may. */
    @Test
    void aProofBeforeTheRequestIsNotForIt() {
        Instant asked = NOW.minusSeconds(60);
        assertInstanceOf(
                NextStep.GiveCode.class, step(silently(asked, asked), ASKED, 30L, asked, Prompt.select_account));
        assertEquals(
                new NextStep.SignInAnew(NOW),
                step(silently(asked.minusSeconds(1), NOW), ASKED, 30L, asked, Prompt.select_account));
    }

    /** By an ID token as a hint, or by the claim sub: by the name that the client has for the user, which may be pairwise. */
    @Test
    void onlyTheUserWhomTheClientExpectsWillDo() {
        for (String user : List.of(CALLED, new UUID(0, 1).toString())) {
            var demanding = new Claims(List.of(), List.of(), List.of("another", user), List.of(), false);
            for (boolean hint : new boolean[] {true, false}) {
                NextStep first = expecting(hint ? user : null, hint ? Claims.NONE : demanding, null);
                NextStep again = expecting(hint ? user : null, hint ? Claims.NONE : demanding, NOW.minusSeconds(200));
                NextStep silent = expecting(hint ? user : null, hint ? Claims.NONE : demanding, null, Prompt.none);
                if (user.equals(CALLED)) {
                    assertInstanceOf(NextStep.GiveCode.class, first);
                    assertInstanceOf(NextStep.GiveCode.class, silent);
                } else {
                    assertEquals(new NextStep.SignInAsAnother(NOW), first);
                    assertEquals("login_required", denied(again));
                    assertEquals("login_required", denied(silent));
                }
            }
        }
    }

    @Test
    void aDemandThatNobodyFitsLetsNobodyThrough() {
        var nobody = new Claims(List.of(), List.of(), List.of(), List.of(), false);
        assertEquals("login_required", denied(expecting(null, nobody, null, Prompt.none)));
    }

    private static NextStep expecting(
            @Nullable String hinted, Claims claims, @Nullable Instant askedAt, Prompt... prompts) {
        var visit = new NextStep.Visit(SESSION, Optional.ofNullable(askedAt), false, CALLED, hinted, false, NOW);
        return NextStep.of(request(null, null, claims, prompts), visit, () -> ASKED);
    }

    @Test
    void singleClaimsNeedTheConsentOfTheirScope() {
        var claims = new Claims(List.of("email"), List.of("birthdate"), null, List.of(), false);
        var ask = assertInstanceOf(NextStep.AskConsent.class, expecting(null, claims, null));
        assertEquals(Scope.of("openid", "profile", "orders:read", "email"), ask.scope());
    }

    @Test
    void detailsAreAskedForEachTime() {
        List<Map<String, Object>> details = List.of(Map.of("type", "payment"));
        for (boolean trusted : new boolean[] {true, false}) {
            var visit = new NextStep.Visit(SESSION, Optional.empty(), false, CALLED, null, trusted, NOW);
            NextStep step = NextStep.of(request(null, null, Claims.NONE, details), visit, () -> ASKED);
            assertEquals(trusted ? NextStep.GiveCode.class : NextStep.AskConsent.class, step.getClass());
        }
        var visit = new NextStep.Visit(SESSION, Optional.empty(), false, CALLED, null, false, NOW);
        assertEquals(
                "consent_required",
                denied(NextStep.of(request(null, null, Claims.NONE, details, Prompt.none), visit, () -> ASKED)));
    }

    @Test
    void theHousesOwnClientsNeedNoConsentButWhereTheyDemandIt() {
        var visit = new NextStep.Visit(SESSION, Optional.empty(), false, CALLED, null, true, NOW);
        assertInstanceOf(NextStep.GiveCode.class, NextStep.of(request(null, null), visit, () -> Scope.NONE));
        assertInstanceOf(
                NextStep.GiveCode.class, NextStep.of(request(null, null, Prompt.none), visit, () -> Scope.NONE));
        assertInstanceOf(
                NextStep.AskConsent.class, NextStep.of(request(null, null, Prompt.consent), visit, () -> ASKED));
    }

    @Test
    void comingBackWithoutHavingSignedInDoesNotCount() {
        Instant asked = NOW.minusSeconds(50);
        assertEquals(new NextStep.SignInAnew(asked), step(SESSION, ASKED, null, asked));
    }

    /** For the request that asked for it: one more would not be newer when it is here. */
    @Test
    void aRenewedSignInCountsForAsLongAsItMayTakeThoughLessIsAskedFor() {
        Instant asked = NOW.minusSeconds(500);
        for (long maxAge : new long[] {0, 1, 299}) {
            assertInstanceOf(NextStep.GiveCode.class, step(signedIn(300), ASKED, maxAge, asked));
            assertEquals(new NextStep.SignInAnew(NOW), step(signedIn(301), ASKED, maxAge, asked));
        }
        assertInstanceOf(NextStep.GiveCode.class, step(signedIn(400), ASKED, 400L, asked));
        assertEquals(new NextStep.SignInAnew(NOW), step(signedIn(400), ASKED, 399L, asked));
        assertInstanceOf(NextStep.GiveCode.class, step(signedIn(500), ASKED, null, asked, Prompt.login));
        assertEquals(new NextStep.SignInAnew(asked), step(signedIn(501), ASKED, null, asked, Prompt.login));
        // Without having been asked, it is as old as it is.
        assertEquals(new NextStep.SignInAnew(NOW), step(signedIn(2), ASKED, 1L, null));
        assertEquals(new NextStep.SignInAnew(NOW), step(signedIn(0), ASKED, null, null, Prompt.login));
    }

    private static Optional<Live> signedIn(long secondsAgo) {
        return Optional.of(Fixtures.session(NOW.minusSeconds(secondsAgo)));
    }

    private static String denied(NextStep step) {
        return assertInstanceOf(NextStep.Deny.class, step).error();
    }
}
