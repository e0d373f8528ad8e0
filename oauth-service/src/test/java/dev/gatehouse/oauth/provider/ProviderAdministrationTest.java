package dev.gatehouse.oauth.provider;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.oauth.Peers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Peers.Present.class)
class ProviderAdministrationTest {
    private final ProviderAdministration administration;
    private final ProviderStore providers;
    private final EntityManager entities;
    private final String name = "p" + UUID.randomUUID().toString().substring(0, 8);

    @Inject
    ProviderAdministrationTest(ProviderAdministration administration, ProviderStore providers, EntityManager entities) {
        this.administration = administration;
        this.providers = providers;
        this.entities = entities;
    }

    private static RequestSpecification as(String scope) {
        String token = Base64.getUrlEncoder()
                .encodeToString("{\"active\": true, \"sub\": \"admin\", \"client_id\": \"c\", \"scope\": \"%s\"}"
                        .formatted(scope)
                        .getBytes(StandardCharsets.UTF_8));
        return given().header("Authorization", "Bearer " + token).contentType("application/json");
    }

    private static RequestSpecification admin() {
        return as("gatehouse:admin");
    }

    private String google() {
        return admin().body(Map.of("name", name, "kind", "google", "client_id", "c", "client_secret", "very-secret"))
                .post("/connect/providers")
                .then()
                .statusCode(201)
                .header("Location", containsString("/connect/providers/" + name))
                .body("kind", equalTo("google"))
                .body("issuer", equalTo("https://accounts.google.com"))
                .body("redirect_uri", equalTo("http://localhost:8080/connect/" + name))
                .body(
                        "backchannel_logout_uri",
                        equalTo("http://localhost:8080/connect/" + name + "/backchannel-logout"))
                .body(not(containsString("very-secret")))
                .extract()
                .header("ETag");
    }

    @Test
    void aChangeIsConditionalOnTheVersion() {
        String first = google();
        String second = admin().header("If-Match", first)
                .body(Map.of("display_name", "Our Google", "client_secret", "another-secret"))
                .patch("/connect/providers/" + name)
                .then()
                .statusCode(200)
                .body("display_name", equalTo("Our Google"))
                .body(not(containsString("another-secret")))
                .extract()
                .header("ETag");
        assertNotEquals(first, second);
        admin().header("If-Match", first)
                .body(Map.of("display_name", "Theirs"))
                .patch("/connect/providers/" + name)
                .then()
                .statusCode(412)
                .body("code", equalTo("outdated"));
        admin().get("/connect/providers/" + name)
                .then()
                .header("ETag", equalTo(second))
                .body("display_name", equalTo("Our Google"))
                .body(not(containsString("another-secret")));
        assertEquals(
                "another-secret",
                providers.provider(name).orElseThrow().credentials().clientSecret());
        admin().header("If-Match", second)
                .body(Map.of("scope", "email"))
                .patch("/connect/providers/" + name)
                .then()
                .statusCode(200);
    }

    @Test
    void whatCannotBeIsSaidByItsField() {
        google();
        admin().body(Map.of("issuer", "https://evil.example"))
                .patch("/connect/providers/" + name)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("issuer"));
        admin().body(Map.of("x", 1)).patch("/connect/providers/nobody").then().statusCode(404);
        admin().body(Map.of("name", name, "kind", "google", "client_id", "c", "client_secret", "s"))
                .post("/connect/providers")
                .then()
                .statusCode(409);
        as("openid")
                .body(Map.of("display_name", "x"))
                .patch("/connect/providers/" + name)
                .then()
                .statusCode(403);
        admin().delete("/connect/providers/" + name).then().statusCode(204);
        admin().get("/connect/providers/" + name).then().statusCode(404);
    }

    /** Users are known by the name and by what its issuer calls them: another would sign them in. */
    @Test
    void aNameIsOfItsIssuerForGood() {
        google();
        admin().delete("/connect/providers/" + name).then().statusCode(204);
        admin().body(Map.of("name", name, "issuer", "https://evil.example", "client_id", "c", "client_secret", "s"))
                .post("/connect/providers")
                .then()
                .statusCode(409)
                .body("code", equalTo("name_of_another"));
        admin().get("/connect/providers/" + name).then().statusCode(404);
        google();
        assertFalse(providers.insert(Registrations.openId(name, "https://evil.example")));
    }

    /** As by a replica of the version before, which remembers none. */
    @Test
    void aNameIsRememberedAtTheLatestWhenItIsFree() {
        google();
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("delete from oauth.provider_issuers where name = ?1")
                        .setParameter(1, name)
                        .executeUpdate());
        assertTrue(providers.remove(name));
        assertFalse(providers.insert(Registrations.openId(name, "https://evil.example")));
    }

    /** Of two at once each is made to what the other left; of two to the same version one is made. */
    @Test
    void changesAtTheSameTimeOverwriteNothingUnseen() throws Exception {
        google();
        UUID version = providers.provider(name).orElseThrow().version();
        var tag = new EntityTag.Versions(java.util.Set.of(version.toString()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = new ArrayList<Future<ProviderAdministration.Outcome>>();
            for (int i = 0; i < 6; i++) {
                String display = "Version " + i;
                Callable<ProviderAdministration.Outcome> change =
                        () -> administration.change(name, said("display_name", display), tag);
                tries.add(threads.submit(change));
            }
            int saved = 0;
            for (var each : tries) {
                saved += each.get() instanceof ProviderAdministration.Saved ? 1 : 0;
            }
            assertEquals(1, saved);
        }
        assertInstanceOf(
                ProviderAdministration.Saved.class,
                administration.change(name, said("prompt", "login"), new EntityTag.Anything()));
        assertTrue(providers.provider(name).orElseThrow().displayName().startsWith("Version "));
    }

    private static ProviderMetadata said(String member, @Nullable Object value) {
        var members = new HashMap<String, @Nullable Object>();
        members.put(member, value);
        return new ProviderMetadata(members);
    }

    /** The tenant that stands for a provider is named by its version, so no replica goes on with the one before. */
    @Test
    void aChangeIsAnotherTenant() {
        google();
        String before = providers.provider(name).orElseThrow().tenantId();
        administration.change(name, said("client_id", "d"), new EntityTag.Anything());
        assertNotEquals(before, providers.provider(name).orElseThrow().tenantId());
    }

    @Test
    void allThatIsSaidIsKept() {
        var members = new HashMap<String, @Nullable Object>(Map.of(
                "name", name,
                "kind", "apple",
                "client_id", "org.example.web",
                "team_id", "TEAM123456",
                "key_id", "KEY1234567",
                "private_key", AppleKey.pem(),
                "prompt", "login",
                "honours_logout", false,
                "signs_out_there", true,
                "end_session_endpoint", "https://id.example/logout"));
        var claims = new HashMap<String, @Nullable String>(Map.of("email", "/a/b"));
        claims.put("picture", null);
        members.put("claims", claims);
        UpstreamProvider provider = assertInstanceOf(
                        ProviderAdministration.Saved.class, administration.register(new ProviderMetadata(members)))
                .provider();
        UpstreamProvider kept = providers.provider(name).orElseThrow();
        assertEquals(provider.mapping(), kept.mapping());
        assertEquals(provider.signOut(), kept.signOut());
        assertEquals(provider.credentials(), kept.credentials());
        assertEquals("login", kept.prompt());
        assertEquals(Preset.APPLE, kept.preset());
        byte[] sealed = (byte[])
                entities.createNativeQuery("select client_secret from oauth.upstream_providers where name = ?1")
                        .setParameter(1, name)
                        .getSingleResult();
        assertFalse(new String(sealed, StandardCharsets.ISO_8859_1).contains("PRIVATE KEY"));
    }
}
