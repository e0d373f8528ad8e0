package dev.gatehouse.oauth.logout;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.session.CsrfToken;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientAdministration;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A user with a session as {@link LogoutPeers} know it, whom clients lead to the logout endpoint. */
final class LeavingUser {
    final String id;
    final String sid;
    final String cookie;
    private final ClientAdministration administration;
    private final String peers;

    LeavingUser(ClientAdministration administration, String peers) {
        this(
                administration,
                peers,
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                true);
    }

    private LeavingUser(ClientAdministration administration, String peers, String id, String sid, boolean signedIn) {
        this.administration = administration;
        this.peers = peers;
        this.id = id;
        this.sid = sid;
        cookie = signedIn ? id + "." + sid : "x";
    }

    /** The same in a browser without a session. */
    LeavingUser signedInNowhere() {
        return new LeavingUser(administration, peers, id, sid, false);
    }

    /** Registers one. */
    String client(String name, String... exits) {
        var metadata = Fixtures.metadata(name, List.of(Fixtures.CALLBACK), null, null, null, null, null, null);
        return assertInstanceOf(
                        ClientAdministration.Saved.class,
                        administration.register(metadata.with(Map.of("post_logout_redirect_uris", List.of(exits)))))
                .client()
                .clientId();
    }

    /** The ID token that the client was given in the session. */
    String hint(String client) {
        return id + "." + sid + "." + client;
    }

    RequestSpecification as() {
        return given().redirects().follow(false).cookie("__Host-gatehouse", cookie);
    }

    ValidatableResponse get(String... parameters) {
        RequestSpecification request = as();
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get("/oauth2/logout").then();
    }

    ValidatableResponse confirm(String... parameters) {
        RequestSpecification request =
                as().formParam("csrf_token", CsrfToken.of(cookie)).header("Origin", "http://localhost:8080");
        for (int i = 0; i < parameters.length; i += 2) {
            request.formParam(parameters[i], parameters[i + 1]);
        }
        return request.post("/oauth2/logout/confirmation").then();
    }

    boolean signedOut() {
        String seen = given().baseUri(peers)
                .port(URI.create(peers).getPort())
                .get("/seen")
                .asString();
        return List.of(seen.split("\n")).contains(sid);
    }
}
