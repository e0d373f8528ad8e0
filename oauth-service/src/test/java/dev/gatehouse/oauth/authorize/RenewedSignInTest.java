package dev.gatehouse.oauth.authorize;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.consent.ConsentStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application asks for a fresh sign-in; who sits at a device that was left open has only the one before. */
@QuarkusTest
@TestProfile(Peers.Present.class)
class RenewedSignInTest {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private final ClientAdministration administration;
    private final ConsentStore consents;
    private final UUID user = UUID.randomUUID();
    private final String browser = "b".repeat(43);
    private String request = "";

    @Inject
    RenewedSignInTest(ClientAdministration administration, ConsentStore consents) {
        this.administration = administration;
        this.consents = consents;
    }

    @BeforeEach
    void anApplicationThatTheUserAllows() {
        String client = Fixtures.register(administration, "none").client().clientId();
        assertTrue(consents.allow(user, client, Scope.of("openid")));
        request = "client_id=" + client + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&state=s&response_type=code"
                + "&scope=openid&code_challenge_method=S256&code_challenge=" + Fixtures.CHALLENGE;
    }

    @Test
    void withoutSuchADemandTheSessionWillDo() {
        code(ask(request, signedIn(A_MINUTE)));
        code(ask(request + "&max_age=120", signedIn(A_MINUTE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prompt=login", "max_age=0", "max_age=30", "prompt=login&max_age=3600"})
    void onlyASignInAfterTheRequestBeganCounts(String demand) {
        String back = signInAnew(ask(request + "&" + demand, signedIn(A_MINUTE)));
        // Back without having signed in, and once more.
        String again = signInAnew(ask(back, signedIn(A_MINUTE)));
        code(ask(again, signedIn(Duration.ZERO)));
        code(ask(back, signedIn(Duration.ZERO)));
        // Loaded anew.
        code(ask(back, signedIn(Duration.ZERO)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prompt=login", "max_age=30"})
    void noOneMakesUpWhenTheRequestBegan(String demand) {
        String before = Long.toString(Instant.now().minusSeconds(120).toEpochMilli());
        for (String mark : new String[] {before, before + ".", before + "." + "A".repeat(43), "x"}) {
            signInAnew(ask(request + "&" + demand + "&login_after=" + mark, signedIn(A_MINUTE)));
            signInAnew(ask(request + "&login_after=" + mark, signedIn(A_MINUTE)));
        }
        String back = signInAnew(ask(request + "&" + demand, signedIn(A_MINUTE)));
        String mark = FormParameters.parse(back).get("login_after");
        String altered =
                back.replace(String.valueOf(mark), before + String.valueOf(mark).substring(13));
        signInAnew(ask(altered, signedIn(A_MINUTE)));
    }

    @Test
    void theSignInForOneRequestIsNotForAnother() {
        String back = signInAnew(ask(request + "&prompt=login", signedIn(A_MINUTE)));
        signInAnew(ask(back.replace("state=s", "state=other"), signedIn(Duration.ZERO)));
        signInAnew(ask(back + "&nonce=other", signedIn(Duration.ZERO)));
        ask(back + "&prompt=none", signedIn(Duration.ZERO))
                .statusCode(303)
                .header("Location", containsString("error=login_required"));
    }

    @Test
    void theSignInIsMadeInTheBrowserThatAsked() {
        String back = signInAnew(ask(request + "&prompt=login", signedIn(A_MINUTE)));
        String session = SessionService.COOKIE + "=" + signedIn(Duration.ZERO);
        String own = FormToken.COOKIE + "=" + browser;
        signInAnew(send(back, session));
        signInAnew(send(back, session + "; " + FormToken.COOKIE + "=" + "c".repeat(43)));
        signInAnew(send(back, session + "; " + own + "; " + own));
        code(send(back, session + "; " + own));
    }

    /** The cookie of a session, so long after the sign-in. */
    private String signedIn(Duration ago) {
        return user + "." + Instant.now().minus(ago).toEpochMilli();
    }

    private ValidatableResponse ask(String query, String session) {
        return send(query, SessionService.COOKIE + "=" + session + "; " + FormToken.COOKIE + "=" + browser);
    }

    private static ValidatableResponse send(String query, String cookies) {
        return given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .header("Cookie", cookies)
                .get("/oauth2/authorize?" + query)
                .then();
    }

    private static void code(ValidatableResponse answer) {
        answer.statusCode(303)
                .header("Location", startsWith("https://app.example/cb?code="))
                .header("Set-Cookie", nullValue());
    }

    /** What the browser comes back with from the sign-in page that it is sent to. */
    private static String signInAnew(ValidatableResponse answer) {
        String location = answer.statusCode(303)
                .header("Location", startsWith("/login?"))
                .extract()
                .header("Location");
        var page = FormParameters.parse(location.substring(location.indexOf('?') + 1));
        assertTrue("login".equals(page.get("prompt")), location);
        String target = String.valueOf(page.get("return_to"));
        return target.substring(target.indexOf('?') + 1);
    }
}
