package dev.gatehouse.suite.setup;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/**
 * A session, as whoever holds its cookie uses it.
 *
 * @param signedIn the answer that it began with
 */
public record CookieSession(Gatehouse gatehouse, Response signedIn) {
    public static CookieSession of(Gatehouse gatehouse, Person person) {
        return new CookieSession(gatehouse, gatehouse.signInForCookie(person));
    }

    public String cookie() {
        return signedIn.cookie(Gatehouse.COOKIE);
    }

    /** A call to the public origin with the cookie. */
    public RequestSpecification call() {
        return given().spec(gatehouse.origin()).cookie(Gatehouse.COOKIE, cookie());
    }

    /** What has to come with calls that change something. */
    public String csrfToken() {
        return call().get("/sessions/current").path("csrf_token");
    }
}
