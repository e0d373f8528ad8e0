package dev.gatehouse.oauth.registration;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.limit.Limiter;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.ClientMembers;
import dev.gatehouse.oauth.client.ClientOrigin.Kind;
import dev.gatehouse.oauth.client.ClientStore;
import dev.gatehouse.oauth.consent.ConsentStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many strangers there may be, and how long they stay; and that there are none where it is off. */
@QuarkusTest
@TestProfile(Peers.Present.class)
class LimitsTest {
    private static final int MANY = 1_000_000;
    private final RegistrationTokenStore tokens;
    private final UnverifiedClientStore unverified;
    private final SelfDescriptions descriptions;
    private final ClientAdministration clients;
    private final ClientStore store;
    private final ConsentStore consents;
    private final Limiter limiter;
    private final ClientMembers members;
    private final Vertx vertx;
    private final DataSource database;

    @Inject
    LimitsTest(
            RegistrationTokenStore tokens,
            UnverifiedClientStore unverified,
            SelfDescriptions descriptions,
            ClientAdministration clients,
            ClientStore store,
            ConsentStore consents,
            Limiter limiter,
            ClientMembers members,
            Vertx vertx,
            DataSource database) {
        this.tokens = tokens;
        this.unverified = unverified;
        this.descriptions = descriptions;
        this.clients = clients;
        this.store = store;
        this.consents = consents;
        this.limiter = limiter;
        this.members = members;
        this.vertx = vertx;
        this.database = database;
    }

    /** Open to anybody, within these bounds. */
    private record Bounds(int perAddressPerHour, int mostUnverified, Duration unusedFor, String scope, String grant)
            implements RegistrationConfig {
        @Override
        public Mode mode() {
            return Mode.OPEN;
        }

        @Override
        public List<String> grantTypes() {
            return List.of(grant);
        }

        @Override
        public Optional<List<String>> resources() {
            return Optional.empty();
        }

        @Override
        public boolean requirePkce() {
            return true;
        }

        @Override
        public Duration every() {
            return Duration.ofDays(1);
        }
    }

    @Test
    void whereItIsOffThereIsNothing() {
        for (String path : List.of("/oauth2/register", "/oauth2/register/x")) {
            var call = given().contentType("application/json").body("{}").header("Authorization", "Bearer x");
            int status = path.endsWith("x")
                    ? call.put(path).statusCode()
                    : call.post(path).statusCode();
            assertEquals(404, status, path);
        }
        given().contentType("text/plain")
                .body("x")
                .post("/oauth2/register")
                .then()
                .statusCode(404);
        given().header("Authorization", "Bearer x")
                .get("/oauth2/register/x")
                .then()
                .statusCode(404);
        given().header("Authorization", "Bearer x")
                .delete("/oauth2/register/x")
                .then()
                .statusCode(404);
        given().get("/.well-known/openid-configuration").then().body("", not(hasKey("registration_endpoint")));
    }

    @Test
    void oneAddressRegistersOnlySoMany() {
        Registration registration = registration(2, MANY);
        List<Registration.Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            outcomes.add(registration.register(null, said()));
        }
        var last = assertInstanceOf(Registration.TooMany.class, outcomes.getLast());
        assertTrue(last.seconds() > 0 && last.seconds() <= 3600, last.toString());
        assertTrue(outcomes.stream()
                        .filter(Registration.Registered.class::isInstance)
                        .count()
                <= 2);
    }

    /** With each, something may be fetched for it. */
    @Test
    void aClientChangesItselfOnlySoOften() {
        var config = new Bounds(2, MANY, Duration.ofDays(1), "openid", "authorization_code");
        var management = new Management(store, clients, descriptions, new HouseTerms(config), members, config, limiter);
        var made = assertInstanceOf(
                Registration.Registered.class, registration(MANY, MANY).register(null, said()));
        String id = made.client().clientId();
        var outcomes = new ArrayList<Management.Outcome>();
        for (int i = 0; i < 4; i++) {
            outcomes.add(management.replace(id, made.token(), said(Map.of("client_id", id))));
        }
        assertTrue(outcomes.stream().filter(Management.Told.class::isInstance).count() <= 2, outcomes.toString());
        var last = assertInstanceOf(Management.TooMany.class, outcomes.getLast());
        assertTrue(last.seconds() > 0 && last.seconds() <= 3600, last.toString());
        assertInstanceOf(Management.Told.class, management.read(id, made.token()));
        // Whoever is not the client takes nothing from it.
        assertInstanceOf(Management.Stranger.class, management.replace(id, "x", said()));
    }

    @Test
    void thereAreOnlySoManyAtOnceToo() throws Exception {
        long before = unverified.count(Kind.dynamic);
        Registration registration = registration(MANY, Math.toIntExact(before) + 2);
        var calls = new ArrayList<Callable<Registration.Outcome>>(
                Collections.nCopies(8, () -> registration.register(null, said())));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var outcome : threads.invokeAll(calls)) {
                assertTrue(
                        outcome.get() instanceof Registration.Registered || outcome.get() instanceof Registration.Full);
            }
        }
        assertTrue(unverified.count(Kind.dynamic) <= before + 2, "more than may be");
    }

    @Test
    void whatNobodyUsesGoes() throws SQLException {
        Registration registration = registration(MANY, MANY);
        String unused = registered(registration);
        String used = registered(registration);
        String fresh = registered(registration);
        String administrators = Fixtures.register(clients, "none").client().clientId();
        var user = UUID.randomUUID();
        consents.allow(user, used, Scope.of("openid"));
        age(unused);
        age(used);
        age(administrators);
        RegistrationUpkeep upkeep = upkeep();
        upkeep.round();
        assertTrue(store.client(unused).isEmpty());
        assertTrue(store.client(used).isPresent());
        assertTrue(store.client(fresh).isPresent());
        assertTrue(store.client(administrators).isPresent());
        // Whoever takes back what they allowed may think better of it.
        consents.remove(user, used);
        upkeep.round();
        assertTrue(store.client(used).isPresent());
        age(used);
        upkeep.round();
        assertTrue(store.client(used).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gatehouse:admin", "openid gatehouse:introspect", "scim"})
    void noScopeThatRulesGatehouseIsForStrangers(String scope) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new HouseTerms(new Bounds(1, 1, Duration.ZERO, scope, "authorization_code")));
    }

    @Test
    void aGrantThatIsNoneIsNotConfigured() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new HouseTerms(new Bounds(1, 1, Duration.ZERO, "openid", "password")));
    }

    /** Where no grant is left for strangers there is none by default. */
    @Test
    void strangersHaveNoGrantThatIsNotForThem() {
        var config = new Bounds(MANY, MANY, Duration.ZERO, "openid", "client_credentials");
        var registration = new Registration(
                config,
                new HouseTerms(config),
                tokens,
                new Places(unverified, clients),
                descriptions,
                clients,
                limiter);
        assertInstanceOf(Registration.Refused.class, registration.register(null, said()));
    }

    private String registered(Registration registration) {
        return assertInstanceOf(Registration.Registered.class, registration.register(null, said()))
                .client()
                .clientId();
    }

    private Registration registration(int perAddressPerHour, int mostUnverified) {
        var config = new Bounds(perAddressPerHour, mostUnverified, Duration.ofDays(1), "openid", "authorization_code");
        return new Registration(
                config,
                new HouseTerms(config),
                tokens,
                new Places(unverified, clients),
                descriptions,
                clients,
                limiter);
    }

    private RegistrationUpkeep upkeep() {
        var config = new Bounds(MANY, MANY, Duration.ofDays(1), "openid", "authorization_code");
        return new RegistrationUpkeep(unverified, tokens, clients, config, vertx, Executors.newCachedThreadPool());
    }

    private static Optional<JsonNode> said() {
        return said(Map.of());
    }

    private static Optional<JsonNode> said(Map<String, Object> more) {
        var said = new HashMap<String, Object>(Map.of("redirect_uris", List.of(Fixtures.CALLBACK)));
        said.putAll(more);
        return Optional.of(new ObjectMapper().valueToTree(said));
    }

    private void age(String clientId) throws SQLException {
        set("used_at = now() - interval '2 days'", clientId);
    }

    private void set(String what, String clientId) throws SQLException {
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement("update oauth.clients set " + what + " where client_id = ?")) {
            statement.setString(1, clientId);
            assertEquals(1, statement.executeUpdate());
        }
    }
}
