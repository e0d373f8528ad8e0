package dev.gatehouse.token.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.token.apikey.ApiKeyStore;
import dev.gatehouse.token.grant.GrantStore;
import dev.gatehouse.token.mint.Minter;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UpkeepTest {
    private static final UUID FIRST = new UUID(0, 0);
    private final Minter minter;
    private final GrantStore grants;
    private final ApiKeyStore keys;
    private final Database database;
    private final String subject = UUID.randomUUID().toString();

    @Inject
    UpkeepTest(Minter minter, GrantStore grants, ApiKeyStore keys, Database database) {
        this.minter = minter;
        this.grants = grants;
        this.keys = keys;
        this.database = database;
    }

    @Test
    void grantsAreRemovedADayAfterTheyEndedAndNoneBefore() {
        List<UUID> open = List.of(open(), open("expires_at = now() - interval '23 hours'"), open("revoked_at = now()"));
        open("expires_at = now() - interval '25 hours'");
        open("revoked_at = now() - interval '25 hours'");
        UUID of = open("created_at = now() - interval '2 hours', subject = '" + subject + "-out'");
        database.update(
                "insert into token.user_epochs (subject, since) values (?, now() - interval '1 hour')",
                subject + "-out");
        sweepAll();
        assertEquals(List.copyOf(new java.util.TreeSet<>(open)), left());
        assertTrue(grants.find(of).isEmpty());
    }

    @Test
    void oneStepLooksAtNoMoreThanItIsTold() {
        for (int i = 0; i < 5; i++) {
            open("expires_at = now() - interval '25 hours'");
        }
        database.update("update token.grant_sweep set after = ?", FIRST);
        long before = count("grants");
        assertTrue(grants.sweep(2));
        assertTrue(before - count("grants") <= 2);
        sweepAll();
        assertEquals(List.of(), left());
    }

    @Test
    void keysAreRemovedADayAfterTheyExpired() {
        key("null");
        key("now() - interval '23 hours'");
        key("now() - interval '25 hours'");
        keys.removeExpired(1_000_000);
        assertEquals(
                2,
                database.list(row -> 0, "select 1 from token.api_keys where subject = ?", UUID.fromString(subject))
                        .size());
    }

    private void sweepAll() {
        database.update("update token.grant_sweep set after = ?", FIRST);
        boolean more = true;
        while (more) {
            more = grants.sweep(50);
        }
    }

    private UUID open() {
        return open("generation = generation");
    }

    private UUID open(String change) {
        var minted = minter.mint(
                        new Mint(subject, null, "app", Scope.of("a"), null, null, null, Format.jwt, true, null))
                .await()
                .indefinitely();
        UUID id = UUID.fromString(String.valueOf(minted.grantId()));
        database.update("update token.grants set " + change + " where id = ?", id);
        return id;
    }

    private void key(String expiresAt) {
        database.update(
                "insert into token.api_keys (id, subject, name, secret_hash, scope, expires_at) values (?, ?, 'k', ?, 'a', "
                        + expiresAt + ")",
                UUID.randomUUID(),
                UUID.fromString(subject),
                Secrets.random());
    }

    private List<UUID> left() {
        return new ArrayList<>(new java.util.TreeSet<>(database.list(
                row -> row.getObject("id", UUID.class), "select id from token.grants where subject = ?", subject)));
    }

    private long count(String table) {
        return database.first(row -> row.getLong(1), "select count(*) from token." + table)
                .orElseThrow();
    }
}
