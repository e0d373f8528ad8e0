package dev.gatehouse.token;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** No page of this service is for people, so whoever calls it has problems. */
@QuarkusTest
class UnknownPathTest {
    @Test
    void isAProblemForABrowserToo() {
        given().header("Accept", "text/html,*/*;q=0.8")
                .get("/tokens/a/b/c")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not_found"));
    }
}
