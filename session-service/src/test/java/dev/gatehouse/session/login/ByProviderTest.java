package dev.gatehouse.session.login;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.peer.ServiceTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who signs in with a provider goes there by the page's form, so that what is ticked in it goes along. */
@QuarkusTest
class ByProviderTest {
    private final ServiceTokens tokens;

    @Inject
    ByProviderTest(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    /** The value of a session's cookie. @param amr how alice came, long ago */
    private String session(List<String> amr) {
        var user = Map.of(
                "outcome",
                "authenticated",
                "subject",
                UUID.randomUUID().toString(),
                "username",
                "alice",
                "scope",
                "openid account",
                "amr",
                amr,
                "auth_time",
                Instant.EPOCH.toString(),
                "since",
                Instant.now().toString());
        String header = given().header("Authorization", "Bearer " + tokens.tokenFor("session-service"))
                .contentType(ContentType.JSON)
                .body(Map.of("user", user))
                .post("/internal/sessions")
                .then()
                .statusCode(200)
                .extract()
                .path("set_cookie");
        return header.substring("__Host-gatehouse=".length(), header.indexOf(';'));
    }

    private ValidatableResponse press(String query, String session, Map<String, String> fields) {
        Response page = given().urlEncodingEnabled(false)
                .cookie("__Host-gatehouse", session)
                .get("/login?" + query);
        String prompt = Pattern.compile("name=\"prompt\" value=\"([a-z_]+)\"")
                .matcher(page.asString())
                .results()
                .map(field -> field.group(1))
                .findFirst()
                .orElse("");
        var request = given().redirects()
                .follow(false)
                .cookie("__Host-gatehouse", session)
                .cookie(FormToken.COOKIE, page.cookie(FormToken.COOKIE))
                .formParam(FormToken.FIELD, page.htmlPath().getString("**.find { it.@name == 'form_token' }.@value"))
                .formParam("return_to", page.htmlPath().getString("**.find { it.@name == 'return_to' }.@value"))
                .formParams(fields);
        return (prompt.isEmpty() ? request : request.formParam("prompt", prompt))
                .post("/login")
                .then();
    }

    @Test
    void whereToAndHowLongGoAlong() {
        press("return_to=/consents", "none", Map.of("provider", "acme"))
                .statusCode(303)
                .header("Location", equalTo("/connect/acme?return_to=%2Fconsents"));
        press("return_to=/consents", "none", Map.of("provider", "acme", "remember", "true"))
                .statusCode(303)
                .header("Location", equalTo("/connect/acme?return_to=%2Fconsents&remember=true"));
    }

    @Test
    void whatTheSignInIsToShowGoesAlong() {
        press("prompt=login&return_to=/consents", "none", Map.of("provider", "acme"))
                .header("Location", equalTo("/connect/acme?return_to=%2Fconsents&prompt=login"));
        for (String session : List.of("none", session(List.of("pwd")))) {
            press("prompt=select_account&return_to=/consents", session, Map.of("provider", "acme"))
                    .header("Location", equalTo("/connect/acme?return_to=%2Fconsents&prompt=select_account"));
            press("prompt=login%20select_account&return_to=/consents", session, Map.of("provider", "acme"))
                    .header("Location", equalTo("/connect/acme?return_to=%2Fconsents&prompt=login"));
        }
    }

    @Test
    void whoCameByOneAndIsToConfirmThatItIsTheyIsAskedAnewThere() {
        String session = session(List.of("fed"));
        given().cookie("__Host-gatehouse", session)
                .get("/login?max_age=600&return_to=/consents")
                .then()
                .body(containsString("Confirm that it"));
        press(
                        "max_age=600&return_to=/consents",
                        session,
                        Map.of("known", "true", "username", "alice", "provider", "acme"))
                .header("Location", equalTo("/connect/acme?return_to=%2Fconsents&prompt=login"));
    }

    @Test
    void anotherSiteSendsNobodyThere() {
        given().redirects()
                .follow(false)
                .formParam("provider", "acme")
                .post("/login")
                .then()
                .statusCode(403);
        press("return_to=/consents", "none", Map.of("provider", "../logout")).statusCode(401);
    }
}
