package dev.gatehouse.session.login;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignOutPageTest {
    @Test
    void noOtherSiteHasTheBrowserForgetItsSession() {
        for (var foreign : List.of(Map.of("Origin", "https://evil.example"), Map.of("Sec-Fetch-Site", "cross-site"))) {
            given().headers(foreign)
                    .formParam("csrf_token", "made-up")
                    .post("/logout")
                    .then()
                    .statusCode(403)
                    .header("Set-Cookie", nullValue())
                    .body(containsString("/logout"));
        }
        given().formParam("a", "b").post("/logout").then().statusCode(200).header("Set-Cookie", nullValue());
        given().cookie("__Host-gatehouse", "over")
                .formParam("a", "b")
                .post("/logout")
                .then()
                .statusCode(200)
                .header("Set-Cookie", containsString("Max-Age=0"));
    }
}
