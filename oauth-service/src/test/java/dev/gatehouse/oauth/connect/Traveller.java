package dev.gatehouse.oauth.connect;

import static io.restassured.RestAssured.given;

import dev.gatehouse.common.oauth.FormParameters;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** A browser that goes to a provider and comes back. */
public final class Traveller {
    private final String provider;
    private final Response there;

    private Traveller(String provider, Response there) {
        this.provider = provider;
        this.there = there;
    }

    /** Sets out. */
    public static Traveller to(String provider) {
        return to(provider, "");
    }

    /** The same. @param query of the address, and what it begins with; empty for none */
    static Traveller to(String provider, String query) {
        Response there =
                given().redirects().follow(false).urlEncodingEnabled(false).get("/connect/" + provider + query);
        there.then().statusCode(302);
        return new Traveller(provider, there);
    }

    /** What the provider is asked. */
    public FormParameters asked() {
        String location = there.header("Location");
        return FormParameters.parse(location.substring(location.indexOf('?') + 1));
    }

    public String asked(String parameter) {
        return String.valueOf(asked().get(parameter));
    }

    /** The address that it was sent to, without the query. */
    public String address() {
        return there.header("Location").replaceFirst("\\?.*$", "");
    }

    /** Back with a code. */
    public Response back() {
        return back("code=c&state=" + asked("state"));
    }

    public Response back(String query) {
        return back(query, Map.of());
    }

    /** The same, with further cookies. */
    Response back(String query, Map<String, String> cookies) {
        RequestSpecification request = given().redirects().follow(false).urlEncodingEnabled(false);
        // By hand: the cookies are Secure, and the test speaks http.
        for (Cookie cookie : there.detailedCookies()) {
            request.cookie(cookie.getName(), cookie.getValue());
        }
        cookies.forEach(request::cookie);
        return request.get("/connect/" + provider + "?" + query);
    }

    /** To the provider and back. */
    public static Response signIn(TinyProvider upstream, String provider) {
        Traveller traveller = to(provider);
        upstream.agree(traveller.asked("nonce"));
        return traveller.back();
    }
}
