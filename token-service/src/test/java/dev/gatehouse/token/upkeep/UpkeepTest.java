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
import dev.gatehouse.token.revocation.UserEpochs;
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
    private final Upkeep upkeep;
    private final UserEpochs epochs;
    private final String subject = UUID.randomUUID().toString();

    @Inject
    UpkeepTest(
            Minter minter, GrantStore grants, ApiKeyStore keys, Database database, Upkeep upkeep, UserEpochs epochs) {
        this.upkeep = upkeep;
        this.epochs = epochs;
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

    @Test
    void oneRoundRemovesAllThatHasEndedHoweverMuchItIs() {
        UUID many = UUID.randomUUID();
        database.update("""
                insert into token.api_keys (id, subject, name, secret_hash, scope, expires_at)
                select gen_random_uuid(), ?, 'k', md5(random()::text), 'a', now() - interval '25 hours'
                from generate_series(1, 12000)
                """, many);
        upkeep.round();
        assertEquals(List.of(), database.list(row -> 0, "select 1 from token.api_keys where subject = ?", many));
    }

    @Test
    void aSignOutEverywhereIsForgottenOnceNothingIsLeftOfBefore() {
        for (String each : List.of("long ago", "lately", "with a grant", "with a key")) {
            String age = each.equals("lately") ? "31 days" : "40 days";
            String of = each.equals("with a key") ? new UUID(0, subject.hashCode()).toString() : subject + each;
            database.update(
                    "insert into token.user_epochs (subject, since) values (?, now() - interval '" + age + "')", of);
        }
        open("created_at = now() - interval '50 days', subject = '" + subject + "with a grant'");
        UUID key = new UUID(0, subject.hashCode());
        database.update(
                "insert into token.api_keys (id, subject, name, secret_hash, scope, created_at)"
                        + " values (?, ?, 'k', ?, 'a', now() - interval '50 days')",
                UUID.randomUUID(),
                key,
                Secrets.random());
        while (epochs.forget(100)) {}
        assertEquals(
                List.of(key.toString(), subject + "lately", subject + "with a grant"),
                database
                        .list(
                                row -> row.getString("subject"),
                                "select subject from token.user_epochs where subject like ? or subject = ?",
                                subject + "%",
                                key.toString())
                        .stream()
                        .sorted()
                        .toList());
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
