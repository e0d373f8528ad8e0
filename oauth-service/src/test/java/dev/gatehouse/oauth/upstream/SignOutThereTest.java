package dev.gatehouse.oauth.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.peer.OAuthService.Elsewhere;
import dev.gatehouse.common.peer.SessionService.Named;
import dev.gatehouse.oauth.connect.ConnectPeers;
import dev.gatehouse.oauth.connect.TinyProvider;
import dev.gatehouse.oauth.connect.Traveller;
import dev.gatehouse.oauth.provider.ProviderStore;
import dev.gatehouse.oauth.provider.Registrations;
import dev.gatehouse.oauth.upstream.UpstreamSessionStore.Began;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whoever signs out here can do so at the provider, too. */
@QuarkusTest
@TestProfile(ConnectPeers.Present.class)
class SignOutThereTest {
    private final ProviderStore providers;
    private final SignOutThere there;
    private final UpstreamSessionStore store;
    private final EntityManager entities;
    private final String name = "p" + UUID.randomUUID().toString().substring(0, 8);

    @Inject
    SignOutThereTest(ProviderStore providers, SignOutThere there, UpstreamSessionStore store, EntityManager entities) {
        this.store = store;
        this.providers = providers;
        this.there = there;
        this.entities = entities;
    }

    /** The session here. */
    private String signIn(TinyProvider upstream, boolean offered, @Nullable String endpoint) {
        var members = Registrations.members(name, upstream.issuer());
        members.put("signs_out_there", offered);
        members.put("end_session_endpoint", endpoint);
        assertTrue(providers.insert(Registrations.of(members)));
        Traveller.signIn(upstream, name).then().statusCode(303);
        return String.valueOf(row()[0]);
    }

    @Transactional
    Object[] row() {
        return (Object[]) entities.createNativeQuery(
                        "select sid, id_token from oauth.upstream_sessions where provider = ?1", Object[].class)
                .setParameter(1, name)
                .getSingleResult();
    }

    @Test
    void whereTheProviderSaysSo() throws IOException, JOSEException, ParseException {
        try (var upstream = new TinyProvider()) {
            Elsewhere elsewhere = there.of(signIn(upstream, true, null)).orElseThrow();
            assertEquals("A provider", elsewhere.name());
            String[] parts = elsewhere.address().split("\\?", 2);
            assertEquals(upstream.issuer() + "/logout", parts[0]);
            var said = FormParameters.parse(parts[1]);
            assertEquals("gatehouse", said.get("client_id"));
            assertEquals("http://localhost:8080/logout", said.get("post_logout_redirect_uri"));
            SignedJWT hint = SignedJWT.parse(said.get("id_token_hint"));
            assertEquals("upstream-user", hint.getJWTClaimsSet().getSubject());
            assertFalse(String.valueOf(row()[1]).contains(hint.serialize().split("\\.")[0]));
            assertFalse(elsewhere.toString().contains(hint.serialize()));
        }
    }

    /** Servers refuse long addresses. */
    @Test
    void aLongIdTokenIsLeftOut() throws IOException, JOSEException {
        try (var upstream = new TinyProvider()) {
            upstream.user(Map.of("groups", "g".repeat(4000)));
            Elsewhere elsewhere = there.of(signIn(upstream, true, null)).orElseThrow();
            var said = FormParameters.parse(elsewhere.address().split("\\?", 2)[1]);
            assertEquals(null, said.get("id_token_hint"));
            assertEquals("gatehouse", said.get("client_id"));
        }
    }

    @Test
    void orWhereTheAdministratorDoes() throws IOException, JOSEException {
        try (var upstream = new TinyProvider()) {
            Elsewhere elsewhere =
                    there.of(signIn(upstream, true, "https://id.example/bye")).orElseThrow();
            assertTrue(elsewhere.address().startsWith("https://id.example/bye?id_token_hint="));
        }
    }

    @Test
    void itIsTheProviderThatTheUserCameFromLast() throws IOException, JOSEException {
        try (var upstream = new TinyProvider()) {
            String other = name + "-other";
            for (String each : List.of(name, other)) {
                var members = Registrations.members(each, upstream.issuer());
                members.put("signs_out_there", true);
                assertTrue(providers.insert(Registrations.of(members)));
            }
            var session = new Named(UUID.randomUUID(), UUID.randomUUID().toString());
            for (String each : List.of(name, other, name)) {
                store.note(new Began(each, session, "ann", null, "sealed", Instant.now()), Duration.ofMinutes(1));
            }
            assertEquals(name, store.origin(session.sid()).orElseThrow().provider());
        }
    }

    @Test
    void noTokenIsKeptWhereItIsNotOffered() throws IOException, JOSEException {
        try (var upstream = new TinyProvider()) {
            assertTrue(there.of(signIn(upstream, false, null)).isEmpty());
            assertEquals(null, row()[1]);
        }
        assertTrue(there.of("another").isEmpty());
    }
}
