package dev.gatehouse.oauth.device;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.session.CsrfToken;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.consent.ConsentStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who decides whether a device may come in, and what that takes. */
@QuarkusTest
@TestProfile(Peers.Present.class)
class DeviceDecisionTest {
    private final Devices devices;
    private final ClientAdministration administration;
    private final ConsentStore consents;
    private final UUID user = UUID.randomUUID();

    @Inject
    DeviceDecisionTest(Devices devices, ClientAdministration administration, ConsentStore consents) {
        this.devices = devices;
        this.administration = administration;
        this.consents = consents;
    }

    @BeforeEach
    void nobodyHasGuessed() {
        devices.forgetGuesses();
    }

    private static String encoded(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8);
    }

    @Test
    void whatIsAllowedIsRemembered() {
        RegisteredClient client = devices.client(Map.of());
        String page = Devices.asking(user, client);
        assertEquals(Scope.NONE, consents.scope(user, client.clientId()));
        Devices.decide(user, page, "allow").statusCode(200);
        assertEquals(Scope.of("openid"), consents.scope(user, client.clientId()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/device", "/oauth2/device/decision"})
    void aFormOfAnotherSiteIsRefused(String path) {
        Devices.Codes codes = Devices.asked(devices.client(Map.of()), "openid");
        String page = Devices.enter(user, codes.userCode()).extract().asString();
        for (String token : List.of("", "x".repeat(43), CsrfToken.of("another"))) {
            Devices.visitor(user)
                    .formParam("csrf_token", token)
                    .formParam("user_code", codes.userCode())
                    .formParam("request", Devices.field(page, "request"))
                    .formParam("mark", Devices.field(page, "mark"))
                    .formParam("decision", "allow")
                    .post(path)
                    .then()
                    .statusCode(403)
                    .body(containsString("not sent from our page"));
        }
        Devices.visitor(null)
                .formParam("request", Devices.field(page, "request"))
                .post("/oauth2/device/decision")
                .then()
                .statusCode(400)
                .body(containsString("You are signed out"));
    }

    /** Another user, to whom nothing was shown, decides nothing; nor does who alters the form. */
    @Test
    void onlyWhoeverWasAskedDecides() {
        RegisteredClient client = devices.client(Map.of());
        Devices.Codes codes = Devices.asked(client, "openid");
        String page = Devices.enter(user, codes.userCode()).extract().asString();
        String other = Devices.asking(user, client);
        String mark = Devices.field(page, "mark");
        Devices.gone(Devices.decide(user, page.replace(mark, Devices.field(other, "mark")), "allow"));
        Devices.gone(Devices.decide(user, page.replace(mark, "x"), "allow"));
        Devices.gone(Devices.decide(user, page.replace(Devices.field(page, "request"), "x".repeat(64)), "allow"));
        Devices.gone(Devices.decide(user, page.replace(Devices.field(page, "request"), "x".repeat(65)), "allow"));
        Devices.poll(client, codes.deviceCode()).body("error", equalTo("authorization_pending"));
        Devices.decide(user, page, "allow").statusCode(200);
    }

    @Test
    void aRequestThatBecameTooOldIsNotDecided() {
        RegisteredClient client = devices.client(Map.of());
        Devices.Codes codes = Devices.asked(client, "openid");
        String page = Devices.enter(user, codes.userCode()).extract().asString();
        devices.tooOld(codes);
        Devices.gone(Devices.decide(user, page, "allow"));
    }

    @Test
    void ofAllDecisionsAtOnceOneCounts() {
        RegisteredClient client = devices.client(Map.of());
        String page = Devices.asking(user, client);
        List<Integer> answers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> Devices.decide(user, page, i % 2 == 0 ? "allow" : "deny")
                        .extract()
                        .statusCode())
                .sorted()
                .toList();
        assertEquals(List.of(200, 200, 200, 200, 400, 400, 400, 400), answers);
    }

    @Test
    void whatTheClientLostMeanwhileIsNotAllowed() {
        RegisteredClient client = devices.client(Map.of());
        String page = Devices.asking(user, client, "openid+orders:read");
        change(client, Scope.of("openid"), List.of(Devices.GRANT));
        Devices.gone(Devices.decide(user, page, "allow"));
        String next = Devices.asking(user, client, "openid");
        change(client, Scope.of("openid"), List.of("refresh_token"));
        Devices.decide(user, next, "allow").statusCode(400).body(containsString("no longer known"));
    }

    private void change(RegisteredClient client, Scope scope, List<String> grants) {
        administration.change(client.clientId(), Fixtures.metadata(null, null, grants, null, scope, null, null, null));
    }

    @Test
    void aUserWhoHasNothingOfItIsNotAsked() {
        RegisteredClient client = devices.client(Map.of());
        change(client, Scope.of("groups"), List.of(Devices.GRANT));
        Devices.Codes codes = Devices.asked(client, "groups");
        Devices.enter(user, codes.userCode()).statusCode(400).body(containsString("nothing that you could allow"));
    }

    /** Once: whoever came back cannot do it. */
    @Test
    void aClientMayAskForAStrongerSignIn() {
        String acr = AuthenticationClass.MULTIPLE.value();
        Devices.Codes codes = Devices.asked(devices.client(Map.of("default_acr_values", List.of(acr))), "openid");
        Devices.enter(user, codes.userCode())
                .statusCode(303)
                .header(
                        "Location",
                        equalTo("/login?acr=" + encoded(acr) + "&return_to="
                                + encoded("/oauth2/device?user_code=" + codes.userCode() + "&stepped_up=1")));
        Devices.visitor(user)
                .get("/oauth2/device?user_code=" + codes.userCode() + "&stepped_up=1")
                .then()
                .body(containsString("name=\"stepped_up\" value=\"1\""));
        Devices.visitor(user)
                .formParam("csrf_token", CsrfToken.of(user.toString()))
                .formParam("user_code", codes.userCode())
                .formParam("stepped_up", "1")
                .post("/oauth2/device")
                .then()
                .statusCode(403)
                .body(containsString("a stronger sign-in than yours"));
    }

    @Test
    void aClientMayAskForAFreshSignIn() {
        Devices.Codes codes = Devices.asked(devices.client(Map.of("default_max_age", 60)), "openid");
        String old = user + "." + Instant.now().minusSeconds(120).toEpochMilli();
        Devices.visitor(null)
                .cookie(SessionService.COOKIE, old)
                .formParam("csrf_token", CsrfToken.of(old))
                .formParam("user_code", codes.userCode())
                .post("/oauth2/device")
                .then()
                .statusCode(303)
                .header("Location", startsWith("/login?max_age=60&return_to="));
        Devices.enter(user, codes.userCode()).statusCode(200);
    }
}
