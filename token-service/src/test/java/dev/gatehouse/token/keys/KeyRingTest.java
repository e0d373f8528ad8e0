package dev.gatehouse.token.keys;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.common.secret.Sealing;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeyRingTest {
    private final SigningKeyStore store;
    private final Cryptography cryptography;
    private final KeysConfig config;
    private final ExecutorService threads;
    private final Database database;

    @Inject
    KeyRingTest(
            SigningKeyStore store,
            Cryptography cryptography,
            KeysConfig config,
            @VirtualThreads ExecutorService threads,
            Database database) {
        this.store = store;
        this.cryptography = cryptography;
        this.config = config;
        this.threads = threads;
        this.database = database;
    }

    @Test
    void publishesPublicKeysOnly() {
        given().get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .contentType(startsWith("application/json"))
                .header("Cache-Control", "public, max-age=300")
                .body("keys.alg", hasItems("ES256", "RS256"))
                .body("keys.use", everyItem(equalTo("sig")))
                .body("keys.flatten()*.keySet().flatten()", not(hasItems("d")))
                .body("keys.flatten()*.keySet().flatten()", not(hasItems("p")));
    }

    @Test
    void replicasThatStartAtOnceEndUpWithTheSameKeys() throws Exception {
        List<String> before = kids();
        var replicas = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 4; i++) {
            replicas.add(() -> {
                store.add(Algorithm.ES256, 1, cryptography.generate(Algorithm.ES256));
                return true;
            });
        }
        for (var done : threads.invokeAll(replicas)) {
            assertTrue(done.get());
        }
        assertEquals(before, kids());
        assertEquals(2, before.size());
    }

    @Test
    void picksUpKeysThatOthersMadeAtABoundedRate() {
        var ring = new KeyRing(store, cryptography, config, threads);
        List<String> before = kids();
        store.add(Algorithm.ES256, 2, cryptography.generate(Algorithm.ES256));
        try {
            String made = kids().stream()
                    .filter(kid -> !before.contains(kid))
                    .findFirst()
                    .orElseThrow();
            assertEquals(
                    made, ring.find(made).await().indefinitely().orElseThrow().kid());
            assertEquals(made, ring.signing(Algorithm.ES256).kid());
            assertTrue(ring.find("made-up").await().indefinitely().isEmpty());
        } finally {
            database.update("delete from token.signing_keys where ordinal = 2");
        }
    }

    @Test
    void privateKeysAreSealedUnderTheirOwnName() {
        byte[] sealed = database.first(
                        row -> row.getBytes("private_key"), "select private_key from token.signing_keys limit 1")
                .orElseThrow();
        assertThrows(
                IllegalStateException.class, () -> new Sealing(config.encryptionKey()).open(sealed, "another row"));
        String other = Base64.getEncoder().encodeToString(new byte[32]);
        assertThrows(
                IllegalStateException.class,
                () -> new Sealing(other).open(sealed, "token.signing_keys:" + kids().getFirst()));
    }

    private List<String> kids() {
        return store.all().stream().map(SigningKey::kid).toList();
    }
}
