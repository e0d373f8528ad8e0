package dev.gatehouse.oauth.upstream;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import dev.gatehouse.common.peer.SessionService.Named;
import dev.gatehouse.oauth.connect.ConnectPeers;
import dev.gatehouse.oauth.connect.TinyProvider;
import dev.gatehouse.oauth.connect.Traveller;
import dev.gatehouse.oauth.provider.ProviderStore;
import dev.gatehouse.oauth.provider.Registrations;
import dev.gatehouse.oauth.upstream.LogoutToken.Over;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider says that a session there is over. */
@QuarkusTest
@TestProfile(ConnectPeers.Present.class)
class BackChannelLogoutTest {
    private final ProviderStore providers;
    private final UpstreamWatch watch;
    private final EntityManager entities;
    private final String peers;
    private final String name = "p" + UUID.randomUUID().toString().substring(0, 8);
    private TinyProvider upstream;

    @Inject
    BackChannelLogoutTest(
            ProviderStore providers,
            UpstreamWatch watch,
            EntityManager entities,
            @ConfigProperty(name = "test.connect-peers") String peers) {
        this.providers = providers;
        this.watch = watch;
        this.entities = entities;
        this.peers = peers;
    }

    @BeforeEach
    void provider() throws IOException, JOSEException {
        upstream = new TinyProvider();
        providers.insert(Registrations.openId(name, upstream.issuer()));
    }

    @AfterEach
    void close() {
        upstream.close();
    }

    /** Of a user whose session there is {@code sid}: the session here. */
    private String signIn(String user, String sid) {
        upstream.user(Map.of("sub", user, "sid", sid));
        Traveller.signIn(upstream, name).then().statusCode(303);
        return sessions(sid).getFirst();
    }

    @Transactional
    List<String> sessions(String upstreamSid) {
        return entities
                .createNativeQuery(
                        "select sid from oauth.upstream_sessions where provider = ?1 and upstream_sid = ?2",
                        String.class)
                .setParameter(1, name)
                .setParameter(2, upstreamSid)
                .getResultList()
                .stream()
                .map(String.class::cast)
                .toList();
    }

    private ValidatableResponse send(String provider, String token) {
        return given().formParam("logout_token", token)
                .post("/connect/" + provider + "/backchannel-logout")
                .then();
    }

    private List<String> ended() {
        return given().baseUri(peers)
                .port(URI.create(peers).getPort())
                .get("/seen/ended")
                .jsonPath()
                .getList("", String.class);
    }

    @Test
    void itsSessionHereEndsAndNoOther() {
        String one = signIn("ann", "there-1");
        String other = signIn("ann", "there-2");
        send(name, upstream.logoutToken(Map.of("sid", "there-1", "sub", "ann")))
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"));
        assertTrue(ended().contains(one));
        assertEquals(List.of(), sessions("there-1"));
        assertEquals(List.of(other), sessions("there-2"));
    }

    @Test
    void withoutASessionAllOfTheUsersEnd() {
        String one = signIn("ann", "there-1");
        String two = signIn("ann", "there-2");
        String bobs = signIn("bob", "there-3");
        send(name, upstream.logoutToken(Map.of("sub", "ann"))).statusCode(200);
        assertTrue(ended().containsAll(List.of(one, two)));
        assertEquals(List.of(bobs), sessions("there-3"));
    }

    /** It may be on its way for minutes. */
    @Test
    void whatBeganAfterItWasSaidGoesOn() {
        long now = Instant.now().getEpochSecond();
        String one = signIn("ann", "there-1");
        send(name, upstream.logoutToken(Map.of("sub", "ann", "iat", now - 60))).statusCode(200);
        assertEquals(List.of(one), sessions("there-1"));
        // One that names the session is about that one, whenever it comes.
        send(name, upstream.logoutToken(Map.of("sub", "ann", "sid", "there-1", "iat", now - 60)))
                .statusCode(200);
        assertEquals(List.of(), sessions("there-1"));
    }

    @Test
    void whoeverElseTheSessionIsOfStays() {
        signIn("ann", "there-1");
        send(name, upstream.logoutToken(Map.of("sid", "there-1", "sub", "bob"))).statusCode(200);
        assertEquals(1, sessions("there-1").size());
    }

    @Test
    void aTokenCountsOnce() {
        String token = upstream.logoutToken(Map.of("sub", "ann"));
        send(name, token).statusCode(200);
        send(name, token)
                .statusCode(400)
                .body("error", equalTo("invalid_request"))
                .body("error_description", containsString("came before"));
    }

    /** The provider sends it again, for it was not told that it counted. */
    @Test
    void aTokenThatCouldNotBeWrittenDownCountsTheNextTime() {
        String session = signIn("ann", "there-1");
        String token = upstream.logoutToken(Map.of("sub", "ann"));
        away("upstream_sessions", "upstream_sessions_away");
        try {
            send(name, token).statusCode(greaterThanOrEqualTo(500));
        } finally {
            away("upstream_sessions_away", "upstream_sessions");
        }
        send(name, token).statusCode(200);
        assertTrue(ended().contains(session));
    }

    private void away(String table, String as) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("alter table oauth." + table + " rename to " + as)
                        .executeUpdate());
    }

    @Test
    void aTokenOfAnotherKeyOrForAnotherDoesNot() throws IOException, JOSEException {
        signIn("ann", "there-1");
        try (var impostor = new TinyProvider()) {
            send(name, impostor.logoutToken(Map.of("sub", "ann", "iss", upstream.issuer())))
                    .statusCode(400)
                    .body("error_description", containsString("signature"));
        }
        send(name, upstream.logoutToken(Map.of("sub", "ann", "aud", "another"))).statusCode(400);
        given().post("/connect/" + name + "/backchannel-logout").then().statusCode(400);
        given().formParam("x", "y")
                .post("/connect/" + name + "/backchannel-logout")
                .then()
                .statusCode(400);
        assertEquals(1, sessions("there-1").size());
    }

    @Test
    void onlyProvidersWhoseSignOutCounts() {
        send("nobody", "x").statusCode(404);
        var members = Registrations.members(name + "x", upstream.issuer());
        members.put("honours_logout", false);
        providers.insert(Registrations.of(members));
        send(name + "x", upstream.logoutToken(Map.of("sub", "ann"))).statusCode(404);
    }

    @Test
    void whatFailsIsDoneLater() {
        String session = signIn("ann", "there-1");
        given().baseUri(peers).port(URI.create(peers).getPort()).get("/away");
        send(name, upstream.logoutToken(Map.of("sub", "ann"))).statusCode(200);
        assertFalse(ended().contains(session));
        due("there-1");
        watch.look();
        assertTrue(ended().contains(session));
        assertEquals(List.of(), sessions("there-1"));
    }

    /** As if its time had come. */
    @Transactional
    void due(String upstreamSid) {
        entities.createNativeQuery(
                        "update oauth.upstream_sessions set due_at = now() where provider = ?1 and upstream_sid = ?2")
                .setParameter(1, name)
                .setParameter(2, upstreamSid)
                .executeUpdate();
    }

    @Test
    void sessionsAreForgottenOnceTheyAreOver() {
        String session = signIn("ann", "there-1");
        due("there-1");
        watch.look();
        assertEquals(List.of(session), sessions("there-1"));
        signOutHere(session);
        due("there-1");
        watch.look();
        assertEquals(List.of(), sessions("there-1"));
    }

    private void signOutHere(String sid) {
        given().baseUri(peers)
                .port(URI.create(peers).getPort())
                .contentType("application/json")
                .body(Map.of("sid", sid))
                .post("/internal/sessions/sign-outs")
                .then()
                .statusCode(200);
    }

    /** The browser comes back by what began there before that. */
    @Test
    void whoIsSignedOutThereMeanwhileIsNotSignedInHere() {
        upstream.user(Map.of("sub", "ann", "sid", "there-1"));
        Traveller traveller = Traveller.to(name);
        upstream.agree(traveller.asked("nonce"));
        send(name, upstream.logoutToken(Map.of("sid", "there-1", "sub", "ann"))).statusCode(200);
        int before = ended().size();
        traveller.back().then().statusCode(403).body(containsString("signed out"));
        assertEquals(before + 1, ended().size());
    }

    @Test
    void whatHappenedLaterStandsWhicheverIsToldFirst() {
        long now = Instant.now().getEpochSecond();
        upstream.user(Map.of("sub", "ann", "iat", now - 10));
        Traveller traveller = Traveller.to(name);
        upstream.agree(traveller.asked("nonce"));
        send(name, upstream.logoutToken(Map.of("sub", "ann", "iat", now))).statusCode(200);
        send(name, upstream.logoutToken(Map.of("sub", "ann", "iat", now - 100))).statusCode(200);
        traveller.back().then().statusCode(403).body(containsString("signed out"));
    }

    @Test
    void withoutTheKeysNothingCounts() {
        signIn("ann", "there-1");
        String token = upstream.logoutToken(Map.of("sub", "ann"));
        upstream.close();
        send(name, token).statusCode(503);
        assertEquals(1, sessions("there-1").size());
    }

    /** Two replicas do not take the same in hand. */
    @Test
    void whatIsInHandIsNotDue() {
        signIn("ann", "there-1");
        var store = new UpstreamSessionStore(entities);
        assertEquals(
                1,
                inTransaction(() -> store.end(name, new Over("there-1", "ann", Instant.now()), Duration.ofMinutes(1)))
                        .size());
        List<Named> due = inTransaction(() -> store.due(Duration.ofMinutes(1), 500)).stream()
                .map(UpstreamSessionStore.Due::session)
                .filter(session -> session.subject().equals(ConnectPeers.user(name, "ann")))
                .toList();
        assertEquals(List.of(), due);
    }

    private static <T> T inTransaction(Callable<T> work) {
        return QuarkusTransaction.requiringNew().call(work);
    }
}
