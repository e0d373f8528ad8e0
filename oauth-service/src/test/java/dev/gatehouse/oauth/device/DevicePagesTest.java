package dev.gatehouse.oauth.device;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.session.CsrfToken;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.consent.ConsentStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user sees who lets a device in. */
@QuarkusTest
@TestProfile(Peers.Present.class)
class DevicePagesTest {
    private final Devices devices;
    private final ConsentStore consents;
    private final UUID user = UUID.randomUUID();

    @Inject
    DevicePagesTest(Devices devices, ConsentStore consents) {
        this.devices = devices;
        this.consents = consents;
    }

    @BeforeEach
    void nobodyHasGuessed() {
        devices.forgetGuesses();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, /oauth2/device",
                "?user_code=bcdfghjk, /oauth2/device?user_code=BCDF-GHJK",
                "?user_code=%22%3E, /oauth2/device",
                "?user_code=BCDF-GHJK&stepped_up=1, /oauth2/device?user_code=BCDF-GHJK&stepped_up=1"
            })
    void whoeverIsNotSignedInIsLedToTheSignInAndBack(String query, String back) {
        Devices.visitor(null)
                .urlEncodingEnabled(false)
                .get("/oauth2/device" + (query == null ? "" : query))
                .then()
                .statusCode(303)
                .header("Cache-Control", "no-store")
                .header("Location", equalTo("/login?return_to=" + encoded(back)));
    }

    @ParameterizedTest
    @CsvSource({
        "en, Let a device in, Type in the code that your device shows., Is this the code",
        "de, Ein Gerät einlassen, 'Geben Sie den Code ein, den Ihr Gerät zeigt.', Ist das der Code"
    })
    void theCodeIsTypedInOrComparedWhereALinkHasIt(String language, String title, String type, String compare) {
        Devices.visitor(user)
                .header("Accept-Language", language)
                .get("/oauth2/device")
                .then()
                .statusCode(200)
                .header(
                        "Content-Security-Policy",
                        allOf(containsString("form-action 'self'"), not(containsString("script-src"))))
                .header("X-Frame-Options", "DENY")
                .header("Cache-Control", "no-store")
                .body(allOf(
                        containsString("<html lang=\"" + language + "\">"),
                        containsString("<h1>" + title + "</h1>"),
                        containsString(type),
                        containsString("name=\"user_code\" value=\"\""),
                        not(containsString("role=\"alert\"")),
                        not(containsString("<script"))));
        Devices.visitor(user)
                .header("Accept-Language", language)
                .get("/oauth2/device?user_code=bcdf-ghjk")
                .then()
                .statusCode(200)
                .body(allOf(containsString(compare), containsString("value=\"BCDF-GHJK\"")));
    }

    @ParameterizedTest
    @CsvSource({
        "en, Let “Living &lt;room&gt;” in on your device?, Only go on if you started this on a device of your own that is before you., see your profile, use “orders:read”, just now, Do not allow",
        "de, „Living &lt;room&gt;“ auf Ihrem Gerät einlassen?, 'Machen Sie nur weiter, wenn Sie das auf einem eigenen Gerät begonnen haben, das Sie vor sich haben.', Ihr Profil sehen, „orders:read“ nutzen, gerade eben, Nicht erlauben"
    })
    void theUserReadsWhatAsksFromWhereAndForWhat(
            String language, String title, String warning, String profile, String orders, String when, String deny) {
        Devices.Codes codes = Devices.asked(devices.client(Map.of()), "openid+profile+orders:read");
        Devices.visitor(user)
                .header("Accept-Language", language)
                .formParam("csrf_token", CsrfToken.of(user.toString()))
                .formParam(
                        "user_code", codes.userCode().toLowerCase(Locale.ROOT).replace("-", " "))
                .post("/oauth2/device")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", not(containsString("script-src")))
                .body(allOf(
                        containsString("<html lang=\"" + language + "\">"),
                        containsString("<h1>" + title + "</h1>"),
                        containsString(warning),
                        containsString(profile),
                        containsString(orders),
                        containsString(codes.userCode()),
                        containsString("192.0.2.77"),
                        containsString(when),
                        containsString(deny)));
    }

    @ParameterizedTest
    @CsvSource({
        "en, allow, Your device is let in, Go back to your device: Living &lt;room&gt; goes on there",
        "de, allow, Ihr Gerät ist eingelassen, Gehen Sie zurück zu Ihrem Gerät: Living &lt;room&gt; macht dort",
        "en, deny, Nothing was allowed, You can close this page.",
        "de, deny, Es wurde nichts erlaubt, Sie können diese Seite schließen."
    })
    void theUserReadsWhatToDoNext(String language, String decision, String title, String next) {
        String page = Devices.asking(user, devices.client(Map.of()));
        // By a second press of the button, too: of two answers the browser shows the second.
        for (int i = 0; i < 2; i++) {
            Devices.visitor(user)
                    .header("Accept-Language", language)
                    .formParam("csrf_token", CsrfToken.of(user.toString()))
                    .formParam("request", Devices.field(page, "request"))
                    .formParam("mark", Devices.field(page, "mark"))
                    .formParam("decision", decision)
                    .post("/oauth2/device/decision")
                    .then()
                    .statusCode(200)
                    .body(allOf(containsString("<h1>" + title + "</h1>"), containsString(next)));
        }
        Devices.gone(Devices.decide(user, page, decision.equals("allow") ? "deny" : "allow"));
    }

    /** Neither consent that was given before, nor that the client is the house's own, says whose device it is. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theUserIsAlwaysAsked(boolean own) {
        RegisteredClient client = devices.client(Map.of("first_party", own));
        consents.allow(user, client.clientId(), Scope.of("openid"));
        Devices.Codes codes = Devices.asked(client, "openid");
        Devices.visitor(user)
                .get(codes.complete().replace("http://localhost:8080", ""))
                .then()
                .statusCode(200)
                .body(containsString("name=\"user_code\" value=\"" + codes.userCode() + "\""));
        Devices.poll(client, codes.deviceCode()).body("error", equalTo("authorization_pending"));
        Devices.enter(user, codes.userCode()).statusCode(200).body(containsString("Only go on if"));
        Devices.poll(client, codes.deviceCode()).body("error", equalTo("slow_down"));
    }

    @ParameterizedTest
    @CsvSource({
        "en, BCDF, A code has eight letters",
        "de, BCDF, Ein Code hat acht Buchstaben",
        "en, BCDF-GHJK, There is no such code",
        "de, BCDF-GHJK, Diesen Code gibt es nicht"
    })
    void aWrongCodeIsAskedForAgain(String language, String typed, String what) {
        Devices.visitor(user)
                .header("Accept-Language", language)
                .formParam("csrf_token", CsrfToken.of(user.toString()))
                .formParam("user_code", typed)
                .post("/oauth2/device")
                .then()
                .statusCode(400)
                .body(allOf(containsString(what), containsString("role=\"alert\""), containsString("aria-invalid")));
    }

    @Test
    void aFormThatCannotBeReadIsAPage() {
        for (String path : List.of("/oauth2/device", "/oauth2/device/decision")) {
            RestAssured.given()
                    .contentType("application/x-www-form-urlencoded")
                    .body("user_code=%zz")
                    .post(path)
                    .then()
                    .statusCode(400)
                    .contentType(startsWith("text/html"));
        }
    }

    private static String encoded(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
}
