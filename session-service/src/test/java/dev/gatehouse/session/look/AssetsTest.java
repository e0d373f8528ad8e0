package dev.gatehouse.session.look;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class AssetsTest {
    private final Assets assets;

    @Inject
    AssetsTest(Assets assets) {
        this.assets = assets;
    }

    @ParameterizedTest
    @CsvSource({
        "/login/assets/gatehouse.css, text/css",
        "/login/assets/passkey.js, text/javascript",
        "/login/assets/onward.js, text/javascript",
        "/login/assets/logo, image/svg+xml",
        "/login/gatehouse.css, text/css",
        "/login/passkey.js, text/javascript"
    })
    void underAFixedNameItIsKeptForMinutesAndThenAskedForByItsTag(String path, String type) {
        String tag = given().get(path)
                .then()
                .statusCode(200)
                .contentType(startsWith(type))
                .header("Cache-Control", "public, max-age=300")
                .header("X-Content-Type-Options", "nosniff")
                .extract()
                .header("ETag");
        given().header("If-None-Match", tag)
                .get(path)
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .header("Cache-Control", "public, max-age=300")
                .body(emptyString());
    }

    @Test
    void underItsHashItIsKeptForEver() {
        String path = assets.path("gatehouse.css");
        String content = given().get(path)
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("immutable"))
                .extract()
                .asString();
        assertEquals(content, given().get("/login/assets/gatehouse.css").asString());
    }

    /** So that a page of the next version is not without looks because this one was asked, and does not keep them. */
    @Test
    void underAnotherHashItIsThereButNotKept() {
        given().get("/login/assets/0123456789abcdefghijkl/gatehouse.css")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-cache");
    }

    @Test
    void aLogoThatIsOpenedByItselfMayDoNothing() {
        given().get("/login/assets/logo")
                .then()
                .header("Content-Security-Policy", allOf(startsWith("default-src 'none'"), containsString("sandbox")));
    }

    @ParameterizedTest
    @CsvSource({
        "/login/assets/other.css",
        "/login/assets/logo.svg/gatehouse.css/x",
        "/login/assets/..%2Fapplication.properties",
        "/login/other.css"
    })
    void nothingElseIsThere(String path) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(404)
                .contentType(equalTo("application/problem+json"));
    }
}
