package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.OAuthClient;
import dev.gatehouse.suite.setup.Person;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cookies that somebody else has put beside those of the browser: a sibling host, an old proxy that merges headers. Where it
 * is not certain whose the session is, it is nobody's, and all parts of the suite say so alike.
 */
class CookieTossingTest {
    private final Gatehouse gatehouse = Gatehouse.running();
    private final Person alice = gatehouse.register();
    private final Person mallory = gatehouse.register();
    private final String own = gatehouse.signInForCookie(alice).cookie(Gatehouse.COOKIE);
    private final String tossed = gatehouse.signInForCookie(mallory).cookie(Gatehouse.COOKIE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__Host-gatehouse=OWN; __Host-gatehouse=TOSSED",
                "__Host-gatehouse=TOSSED; __Host-gatehouse=OWN",
                "__Host-gatehouse=OWN; other=1; __Host-gatehouse=TOSSED",
                "__Host-gatehouse=OWN; __Host-gatehouse=",
                "=__Host-gatehouse=TOSSED",
                "__host-gatehouse=TOSSED",
                "__Host-Gatehouse=TOSSED",
                "gatehouse=TOSSED",
                "__Secure-gatehouse=TOSSED",
                "x__Host-gatehouse=TOSSED",
                "__Host-gatehouse=TOSSED,OWN",
                "__Host-gatehouse= "
            })
    void signNobodyIn(String header) {
        String cookies = header.replace("OWN", own).replace("TOSSED", tossed);
        call(cookies).get("/sessions/current").then().statusCode(anyOf(equalTo(400), equalTo(401)));
        call(cookies).get("/verify").then().statusCode(anyOf(equalTo(400), equalTo(401)));
        call(cookies).get("/users/me").then().statusCode(anyOf(equalTo(400), equalTo(401)));
        call(cookies)
                .get("/login")
                .then()
                .statusCode(200)
                .body(not(containsString(alice.username())))
                .body(not(containsString(mallory.username())));
        OAuthClient client = gatehouse.publicClient("http://127.0.0.1/callback");
        call(cookies)
                .get("/oauth2/authorize?response_type=code&client_id=" + client.id()
                        + "&redirect_uri=http://127.0.0.1/callback&scope=openid"
                        + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256")
                .then()
                .statusCode(303)
                .header("Location", containsString("/login?"));
    }

    private RequestSpecification call(String cookies) {
        return given().spec(gatehouse.origin()).header("Cookie", cookies);
    }
}
