package dev.gatehouse.oauth.logout;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.logout.SessionClientStore.Farewell;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Clients are told in the browser that it is signed out (OpenID Connect Front-Channel Logout 1.0). */
@QuarkusTest
@TestProfile(LogoutPeers.Present.class)
class FrontChannelTest {
    private static final String BYE = "https://app.example/bye";
    private final ClientAdministration administration;
    private final SessionClientStore sessions;
    private final ServiceTokens tokens;
    private final FrontChannel frontChannel;
    private final DataSource database;
    private final UUID user = UUID.randomUUID();
    private final String sid = UUID.randomUUID().toString();

    @Inject
    FrontChannelTest(
            ClientAdministration administration,
            SessionClientStore sessions,
            ServiceTokens tokens,
            FrontChannel frontChannel,
            DataSource database) {
        this.frontChannel = frontChannel;
        this.database = database;
        this.tokens = tokens;
        this.administration = administration;
        this.sessions = sessions;
    }

    @Test
    void oidccFrontchannelLogoutDiscoveryEndpointVerification() {
        given().get("/.well-known/openid-configuration")
                .then()
                .body("frontchannel_logout_supported", equalTo(true))
                .body("frontchannel_logout_session_supported", equalTo(true))
                .body("backchannel_logout_supported", equalTo(true))
                .body("backchannel_logout_session_supported", equalTo(true));
    }

    @Test
    void oidccFrontchannelRpInitiatedLogout() {
        String one = signedIn(Map.of(
                "frontchannel_logout_uri",
                "https://one.example:8443/out?a=b",
                "frontchannel_logout_session_required",
                true,
                "post_logout_redirect_uris",
                List.of(BYE)));
        signedIn(Map.of("frontchannel_logout_uri", "https://two.example/out"));
        signedIn(Map.of());
        signOut(one, BYE)
                .statusCode(200)
                .header("Location", nullValue())
                .header(
                        "Content-Security-Policy",
                        allOf(
                                containsString("; frame-src https://one.example:8443 https://two.example"),
                                containsString("script-src 'self'"),
                                not(containsString("unsafe"))))
                .body(allOf(
                        containsString(
                                "src=\"https://one.example:8443/out?a=b&amp;iss=http%3A%2F%2Flocalhost%3A8080&amp;sid="
                                        + sid + "\""),
                        containsString("src=\"https://two.example/out\""),
                        containsString("id=\"onward\" href=\"" + BYE + "?state=s\""),
                        containsString("src=\"/login/assets/onward.js\"")));
    }

    @Test
    void withNowhereToLeadItIsThePageThatSaysSo() {
        String one = signedIn(Map.of("frontchannel_logout_uri", "https://one.example/out"));
        signOut(one, null)
                .statusCode(200)
                .body(allOf(containsString("src=\"https://one.example/out\""), not(containsString("onward"))));
    }

    @Test
    void whoseSessionHasNoSuchClientIsLedOnAtOnce() {
        String one = signedIn(Map.of("post_logout_redirect_uris", List.of(BYE)));
        signOut(one, BYE).statusCode(303).header("Location", BYE + "?state=s");
    }

    @Test
    void aFrameSaysWhoseSessionItIsWhereThatIsAskedFor() {
        assertEquals(
                "https://one.example/out?iss=https%3A%2F%2Fid.example&sid=s",
                FrontChannel.frame(new Farewell("https://one.example/out", true), "https://id.example", "s"));
        assertEquals(
                "https://one.example/out",
                FrontChannel.frame(new Farewell("https://one.example/out", false), "https://id.example", "s"));
    }

    @Test
    void clientsThatWantNoFrameTakeNobodysPlace() {
        for (int i = 0; i < 50; i++) {
            signedIn(Map.of());
        }
        for (int i = 0; i < 51; i++) {
            signedIn(Map.of("frontchannel_logout_uri", "https://one.example/" + i));
        }
        List<String> frames = frontChannel.of(sid);
        assertEquals(50, frames.size());
        assertEquals("https://one.example/0", frames.getFirst());
    }

    @Test
    void whatNoPolicyCanNameIsNoFrame() throws Exception {
        String one = signedIn(Map.of("frontchannel_logout_uri", "https://one.example/out"));
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "update oauth.clients set frontchannel_logout_uri = ? where client_id = ?")) {
            // As it could be registered once.
            statement.setString(1, "http://[::1]:3000/out");
            statement.setString(2, one);
            statement.executeUpdate();
        }
        assertEquals(List.of(), frontChannel.of(sid));
    }

    @Test
    void sessionServiceIsToldForItsOwnPage() {
        signedIn(Map.of("frontchannel_logout_uri", "https://one.example/out"));
        given().get("/internal/frames/" + sid).then().statusCode(401);
        given().header("Authorization", "Bearer " + tokens.tokenFor("oauth-service"))
                .get("/internal/frames/" + sid)
                .then()
                .statusCode(200)
                .body("frames", equalTo(List.of("https://one.example/out")));
    }

    private ValidatableResponse signOut(String client, @org.jspecify.annotations.Nullable String exit) {
        var request = given().redirects()
                .follow(false)
                .cookie("__Host-gatehouse", user + "." + sid)
                .queryParam("id_token_hint", user + "." + sid + "." + client)
                .queryParam("state", "s");
        if (exit != null) {
            request.queryParam("post_logout_redirect_uri", exit);
        }
        return request.get("/oauth2/logout").then();
    }

    private String signedIn(Map<String, Object> more) {
        String frame = (String) more.getOrDefault("frontchannel_logout_uri", Fixtures.CALLBACK);
        String callback = URI.create(frame).resolve("/callback").toString();
        var metadata = Fixtures.metadata("An application", List.of(callback), null, null, null, null, null, null);
        String id = assertInstanceOf(
                        ClientAdministration.Saved.class, administration.register(metadata.with(Map.copyOf(more))))
                .client()
                .clientId();
        sessions.note(sid, user, id, Instant.now().plusSeconds(60));
        return id;
    }
}
