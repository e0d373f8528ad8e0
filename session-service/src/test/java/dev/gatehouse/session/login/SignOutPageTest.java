package dev.gatehouse.session.login;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.page.Frame;
import dev.gatehouse.common.page.Framed;
import dev.gatehouse.common.peer.OAuthService.Elsewhere;
import dev.gatehouse.session.login.LoginPages.Templates;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    @ParameterizedTest
    @EnumSource(Language.class)
    void whoCameFromElsewhereIsOfferedToSignOutThere(Language language) {
        var frame = new Frame(language, "/logout", "", null);
        var elsewhere = new Elsewhere("A & B", "https://id.example/logout?id_token_hint=x&client_id=c");
        String offered = Framed.html(Templates.signedOut("", List.of(), elsewhere), frame);
        assertTrue(offered.contains("href=\"https://id.example/logout?id_token_hint=x&amp;client_id=c\""), offered);
        assertTrue(offered.contains("A &amp; B"), offered);
        String plain = Framed.html(Templates.signedOut("", List.of(), null), frame);
        assertFalse(plain.contains("rel=\"noreferrer\""), plain);
    }
}
