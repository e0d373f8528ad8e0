package dev.gatehouse.oauth.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientOrigin.Kind;
import dev.gatehouse.oauth.client.ClientStore;
import dev.gatehouse.oauth.consent.ConsentStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who makes room where there are as many clients as there may be. */
@QuarkusTest
@TestProfile(Open.class)
class PlacesTest {
    private final Places places;
    private final Registration registration;
    private final UnverifiedClientStore unverified;
    private final ClientStore store;
    private final ConsentStore consents;
    private final DataSource database;

    @Inject
    PlacesTest(
            Places places,
            Registration registration,
            UnverifiedClientStore unverified,
            ClientStore store,
            ConsentStore consents,
            DataSource database) {
        this.places = places;
        this.registration = registration;
        this.unverified = unverified;
        this.store = store;
        this.consents = consents;
        this.database = database;
    }

    /** Those that other tests have left would make room first. */
    @BeforeEach
    void nobodyIsThere() throws SQLException {
        execute("delete from oauth.clients where unverified");
    }

    /** Whoever takes all places keeps nobody out. */
    @Test
    void theFirstThatNobodyUsedMakesRoom() {
        String allowed = registered();
        String first = registered();
        String second = registered();
        consents.allow(UUID.randomUUID(), allowed, Scope.of("openid"));
        assertTrue(places.free(Kind.dynamic, 4));
        assertEquals(3, unverified.count(Kind.dynamic));
        assertTrue(places.free(Kind.dynamic, 3));
        assertTrue(store.client(first).isEmpty());
        assertTrue(places.free(Kind.dynamic, 2));
        assertTrue(store.client(second).isEmpty());
        assertFalse(places.free(Kind.dynamic, 1));
        assertTrue(store.client(allowed).isPresent());
        assertTrue(places.free(Kind.document, 1));
    }

    /** Several that come at once can take one place. */
    @Test
    void theNewcomerIsNotAmongThoseThatMakeRoom() {
        String first = registered();
        String second = registered();
        assertTrue(places.fits(store.client(first).orElseThrow(), 1));
        assertTrue(store.client(second).isEmpty());
        assertFalse(places.fits(store.client(first).orElseThrow(), 0));
        assertTrue(store.client(first).isPresent());
    }

    /** Also once the user has taken that back. */
    @Test
    void whatWasEverUsedMakesNoRoom() throws SQLException {
        var user = UUID.randomUUID();
        String used = registered();
        consents.allow(user, used, Scope.of("openid"));
        execute("update oauth.clients set created_at = now() - interval '2 hours', used_at = now() - interval '2 hours'"
                + " where client_id = '" + used + "'");
        unverified.noteUsed();
        consents.remove(user, used);
        assertFalse(places.free(Kind.dynamic, 1));
        assertTrue(store.client(used).isPresent());
    }

    private String registered() {
        return assertInstanceOf(Registration.Registered.class, registration.register(null, said()))
                .client()
                .clientId();
    }

    private static Optional<JsonNode> said() {
        return Optional.of(new ObjectMapper().valueToTree(Map.of("redirect_uris", List.of(Fixtures.CALLBACK))));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
