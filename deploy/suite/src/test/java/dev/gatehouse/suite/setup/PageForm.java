package dev.gatehouse.suite.setup;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** The forms of those who are not signed in, which are only taken from the page that the browser was given. */
public final class PageForm {
    private static final String COOKIE = "__Host-gatehouse-pre";
    private static final String FIELD = "form_token";

    private PageForm() {}

    /** What a browser sends of itself with the form of the page at {@code path}. */
    public static RequestSpecification of(Gatehouse gatehouse, String path) {
        Response page = given().spec(gatehouse.origin()).get(path);
        page.then().statusCode(200);
        return given().spec(gatehouse.origin())
                .contentType(ContentType.URLENC)
                .cookie(COOKIE, page.cookie(COOKIE))
                .formParam(FIELD, page.htmlPath().getString("**.find { it.@name == '" + FIELD + "' }.@value"));
    }
}
