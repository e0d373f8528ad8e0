package dev.gatehouse.token.apikey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApiKeyStoreTest {
    private static final int LIMIT = 3;
    private final ApiKeyStore store;
    private final ApiKeys keys;
    private final Database database;
    private final UUID user = UUID.randomUUID();

    @Inject
    ApiKeyStoreTest(ApiKeyStore store, ApiKeys keys, Database database) {
        this.store = store;
        this.keys = keys;
        this.database = database;
    }

    @Test
    void findsAKeyByItsSecretUntilItExpires() {
        String hash = Secrets.sha256(Secrets.generate(SecretKind.API_KEY));
        KeyRow made = add(hash, Instant.now().plusSeconds(60)).orElseThrow();
        assertEquals(Optional.of(made), store.bySecret(hash));
        assertEquals(List.of(made), store.of(user));
        database.update("update token.api_keys set expires_at = now() where id = ?", made.id());
        assertEquals(Optional.empty(), store.bySecret(hash));
    }

    @Test
    void onlyItsOwnerDeletesAKey() {
        String hash = Secrets.sha256(Secrets.generate(SecretKind.API_KEY));
        KeyRow made = add(hash, null).orElseThrow();
        assertFalse(store.remove(UUID.randomUUID(), made.id()));
        assertTrue(store.remove(user, made.id()));
        assertFalse(store.remove(user, made.id()));
        assertEquals(Optional.empty(), store.bySecret(hash));
    }

    @Test
    void theLimitHoldsWhoeverAsksAtOnce() throws Exception {
        Callable<Boolean> ask =
                () -> add(Secrets.sha256(Secrets.random()), null).isPresent();
        int made = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(Collections.nCopies(8, ask))) {
                made += answer.get() ? 1 : 0;
            }
        }
        assertEquals(LIMIT, made);
        assertEquals(LIMIT, store.of(user).size());
    }

    @Test
    void keysThatHaveExpiredDoNotCount() {
        for (int i = 0; i < LIMIT; i++) {
            assertTrue(add(Secrets.sha256(Secrets.random()), Instant.now().plusSeconds(60))
                    .isPresent());
        }
        assertEquals(Optional.empty(), add(Secrets.sha256(Secrets.random()), null));
        database.update("update token.api_keys set expires_at = now() where subject = ?", user);
        assertTrue(add(Secrets.sha256(Secrets.random()), null).isPresent());
    }

    @Test
    void theLastUseIsRightToAMinute() {
        KeyRow made = add(Secrets.sha256(Secrets.random()), null).orElseThrow();
        assertNull(made.lastUsedAt());
        store.touch(made.id());
        Instant first = store.of(user).getFirst().lastUsedAt();
        assertNotNull(first);
        store.touch(made.id());
        assertEquals(first, store.of(user).getFirst().lastUsedAt());
        database.update(
                "update token.api_keys set last_used_at = now() - interval '61 seconds' where id = ?", made.id());
        store.touch(made.id());
        Instant next = store.of(user).getFirst().lastUsedAt();
        assertTrue(next != null && next.isAfter(first));
    }

    @Test
    void whoeverShowsAKeyCanEndIt() {
        String secret = Secrets.generate(SecretKind.API_KEY);
        String hash = Secrets.sha256(secret);
        assertTrue(add(hash, null).isPresent());
        keys.remove(Secrets.generate(SecretKind.API_KEY));
        keys.remove("ghk_x");
        assertTrue(store.bySecret(hash).isPresent());
        keys.remove(secret);
        assertEquals(Optional.empty(), store.bySecret(hash));
    }

    @Test
    void whatIsNoKeyIsNotFound() {
        for (String no : new String[] {"", "ghk_x", Secrets.generate(SecretKind.API_KEY)}) {
            assertEquals(Optional.empty(), keys.find(no).await().indefinitely());
        }
    }

    @Test
    void aKeyFromBeforeItsUserWasSignedOutEverywhereOpensNothing() {
        String hash = Secrets.sha256(Secrets.generate(SecretKind.API_KEY));
        add(hash, null);
        signOutEverywhere();
        assertEquals(Optional.empty(), store.bySecret(hash));
        assertEquals(List.of(), store.of(user));
    }

    @Test
    void whoWasSignedOutWhileTheyAskedMakesNoKey() {
        Instant signedIn = Instant.now().minusSeconds(5);
        signOutEverywhere();
        assertTrue(store.signedOut(user, signedIn));
        assertEquals(Optional.empty(), add(Secrets.sha256(Secrets.random()), null, signedIn));
        assertTrue(add(Secrets.sha256(Secrets.random()), null, Instant.now().plusSeconds(5))
                .isPresent());
    }

    @Test
    void aSignOutEverywhereTakesTheKeysOfBeforeAlone() {
        String before = Secrets.sha256(Secrets.random());
        String since = Secrets.sha256(Secrets.random());
        add(before, null);
        signOutEverywhere();
        add(since, null, Instant.now().plusSeconds(5));
        store.removeEnded(user.toString());
        assertEquals(
                List.of(since),
                database.list(
                        row -> row.getString("secret_hash"),
                        "select secret_hash from token.api_keys where subject = ?",
                        user));
        store.removeEnded("no user's");
    }

    private void signOutEverywhere() {
        database.update("insert into token.user_epochs (subject, since) values (?, now())", user.toString());
    }

    private Optional<KeyRow> add(String hash, @Nullable Instant expiresAt) {
        return add(hash, expiresAt, Instant.now());
    }

    private Optional<KeyRow> add(String hash, @Nullable Instant expiresAt, Instant since) {
        return store.add(user, "backup", Scope.of("account"), expiresAt, hash, LIMIT, since);
    }
}
