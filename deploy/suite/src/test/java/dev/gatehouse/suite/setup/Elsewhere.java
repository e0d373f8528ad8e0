package dev.gatehouse.suite.setup;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.microsoft.playwright.options.Cookie;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A second suite as the provider that people come from, set up in the first under a name of its own.
 *
 * @param provider its name there
 */
public record Elsewhere(Gatehouse gatehouse, Gatehouse upstream, String provider) {
    /** Trusted by {@link Gatehouse#running()}. */
    public static Elsewhere trusted() {
        String name = "elsewhere-" + UUID.randomUUID().toString().substring(0, 8);
        var elsewhere = new Elsewhere(Gatehouse.running(), Gatehouse.upstream(), name);
        elsewhere.trust();
        return elsewhere;
    }

    private void trust() {
        OAuthClient us = upstream.confidentialClient(gatehouse.issuer() + "/connect/" + provider);
        Response made = gatehouse
                .asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "name",
                        provider,
                        "display_name",
                        "Elsewhere",
                        "issuer",
                        upstream.issuer(),
                        "client_id",
                        us.id(),
                        "client_secret",
                        us.secret(),
                        "scope",
                        "openid profile email"))
                .post("/connect/providers");
        made.then().statusCode(201).body(not(containsString(us.secret())));
        given().spec(gatehouse.origin())
                .get("/connect")
                .then()
                .statusCode(200)
                .body("providers.name", hasItem(provider));
    }

    public String cookie(Chromium browser) {
        List<Cookie> cookies = browser.page().context().cookies(gatehouse.issuer());
        return cookies.stream()
                .filter(cookie -> cookie.name.equals(Gatehouse.COOKIE))
                .findFirst()
                .orElseThrow()
                .value;
    }

    public String subject(Chromium browser) {
        return given().spec(gatehouse.origin())
                .cookie(Gatehouse.COOKIE, cookie(browser))
                .get("/sessions/current")
                .then()
                .statusCode(200)
                .extract()
                .path("subject");
    }
}
