package dev.gatehouse.oauth.logout;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.provider.ProviderStore;
import dev.gatehouse.oauth.provider.Registrations;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever signs out here of a session that began at a provider can do so there, too. */
@QuarkusTest
@TestProfile(LogoutPeers.Present.class)
class SignedOutElsewhereTest {
    private static final String BYE = "https://app.example/bye";
    private static final String THERE = "https://id.example/bye?client_id=gatehouse";
    private final LeavingUser user;
    private final ProviderStore providers;
    private final EntityManager entities;

    @Inject
    SignedOutElsewhereTest(
            ClientAdministration administration,
            ProviderStore providers,
            EntityManager entities,
            @ConfigProperty(name = "test.logout-peers") String peers) {
        user = new LeavingUser(administration, peers);
        this.providers = providers;
        this.entities = entities;
    }

    @BeforeEach
    void aSessionThatBeganAtAProvider() {
        String name = "p" + UUID.randomUUID().toString().substring(0, 8);
        var members = Registrations.members(name, "https://id.example");
        members.put("signs_out_there", true);
        members.put("end_session_endpoint", "https://id.example/bye");
        assertTrue(providers.insert(Registrations.of(members)));
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("""
                    insert into oauth.upstream_sessions
                        (provider, sid, upstream_subject, subject, created_at, due_at)
                    values (?1, ?2, 'ann', cast(?3 as uuid), now(), now() + interval '1 hour')
                    """)
                        .setParameter(1, name)
                        .setParameter(2, user.sid)
                        .setParameter(3, user.id)
                        .executeUpdate());
    }

    @Test
    void itIsOfferedOnThePageThatSaysItIsDone() {
        user.confirm()
                .statusCode(200)
                .body(allOf(
                        containsString("Sign out at A provider, too"), containsString(THERE.replace("&", "&amp;"))));
        assertTrue(user.signedOut());
    }

    /** The client was promised where its user ends. */
    @Test
    void whoIsLedOnIsLedOn() {
        String client = user.client("Notes", BYE);
        user.get("id_token_hint", user.hint(client), "post_logout_redirect_uri", BYE)
                .statusCode(303)
                .header("Location", equalTo(BYE))
                .body(not(containsString("id.example")));
        assertTrue(user.signedOut());
    }
}
