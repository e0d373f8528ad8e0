package dev.gatehouse.token.keys;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.token.keys.SigningKey.Life;
import jakarta.inject.Singleton;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Signing keys in PostgreSQL, the private halves sealed. Blocks. */
@Singleton
class SigningKeyStore {
    private static final Logger LOG = Logger.getLogger(SigningKeyStore.class);
    private final Database database;
    private final Cryptography cryptography;
    private final SealingKeys sealing;
    private final KeySchedule schedule;

    SigningKeyStore(Database database, Cryptography cryptography, SealingKeys sealing, KeySchedule schedule) {
        this.database = database;
        this.cryptography = cryptography;
        this.sealing = sealing;
        this.schedule = schedule;
    }

    /** All keys. @param known what is in memory already, and not opened again */
    Keys read(@Nullable Keys known) {
        var now = new Instant[] {Instant.EPOCH};
        List<SigningKey> keys = new ArrayList<>(database.list(
                row -> {
                    now[0] = Database.instant(row, "now");
                    return read(row, known);
                },
                """
                select kid, algorithm, public_jwk, private_key, sealed_by, created_at, activates_at, retires_at, gone_at,
                    clock_timestamp() as now
                from token.signing_keys
                order by activates_at desc, ordinal desc
                """));
        return new Keys(keys, schedule, now[0], System.nanoTime());
    }

    /** The ids of all keys. */
    Set<String> kids() {
        return Set.copyOf(database.list(row -> row.getString("kid"), "select kid from token.signing_keys"));
    }

    /**
     * Does {@code work} on the keys of that algorithm while no other replica does; all of it or nothing.
     *
     * @param waiting whether to wait for another that does; else empty where there is one
     */
    <T> Optional<T> inTurn(Algorithm algorithm, boolean waiting, Function<Turn, T> work) {
        return database.transaction(sql -> {
            sql.update(
                    "insert into token.signing_key_turns (algorithm, ordinal) values (?, 0) on conflict do nothing",
                    algorithm.name());
            // The transaction's own now() is of before the wait.
            return sql
                    .list(
                            row -> new Turn(sql, algorithm, row.getInt("ordinal"), Database.instant(row, "asked")),
                            "select ordinal, now() as asked from token.signing_key_turns where algorithm = ? for update"
                                    + (waiting ? "" : " skip locked"),
                            algorithm.name())
                    .stream()
                    .findFirst()
                    .map(work);
        });
    }

    private SigningKey read(ResultSet row, @Nullable Keys known) throws SQLException {
        String kid = row.getString("kid");
        Life life = life(row);
        SigningKey before = known == null ? null : known.find(kid);
        if (before != null) {
            return new SigningKey(
                    kid,
                    before.algorithm(),
                    before.publicKey(),
                    before.privateKey(),
                    before.publicJwk(),
                    before.heldSince(),
                    life);
        }
        Algorithm algorithm = Algorithm.valueOf(row.getString("algorithm"));
        String json = row.getString("public_jwk");
        try {
            var publicKey = PublicJsonWebKey.Factory.newPublicJwk(json).getPublicKey();
            return new SigningKey(
                    kid,
                    algorithm,
                    cryptography.publicKey(algorithm, publicKey),
                    opened(kid, algorithm, row.getBytes("private_key"), life.sealedBy()),
                    JsonUtil.parseJson(json),
                    known == null ? life.createdAt() : Database.instant(row, "now"),
                    life);
        } catch (JoseException e) {
            throw new IllegalStateException("the public key " + kid + " in PostgreSQL is not a JWK", e);
        }
    }

    private @Nullable PrivateKey opened(String kid, Algorithm algorithm, byte[] sealed, @Nullable String sealedBy) {
        try {
            return cryptography.privateKey(algorithm, sealing.open(sealed, sealedBy, context(kid)));
        } catch (IllegalStateException e) {
            LOG.errorf("the signing key %s verifies, but does not sign here: %s", kid, e.getMessage());
            return null;
        }
    }

    private static Life life(ResultSet row) throws SQLException {
        return new Life(
                Database.instant(row, "created_at"),
                Database.instant(row, "activates_at"),
                Database.instantOrNull(row, "retires_at"),
                Database.instantOrNull(row, "gone_at"),
                row.getString("sealed_by"));
    }

    private static String context(String kid) {
        return "token.signing_keys:" + kid;
    }

    /** A key without its halves. */
    record Named(String kid, Life life) {}

    /** The keys of one algorithm, while it is this replica's turn. */
    final class Turn {
        private final Database.Statements sql;
        private final Algorithm algorithm;
        private final int ordinal;
        private final Instant asked;

        private Turn(Database.Statements sql, Algorithm algorithm, int ordinal, Instant asked) {
            this.sql = sql;
            this.algorithm = algorithm;
            this.ordinal = ordinal;
            this.asked = asked;
        }

        /** When this replica asked for the turn. */
        Instant asked() {
            return asked;
        }

        Instant now() {
            return sql.list(row -> Database.instant(row, "now"), "select clock_timestamp() as now")
                    .getFirst();
        }

        /** The one that has no successor yet. */
        Optional<Named> newest() {
            return sql.list(row -> new Named(row.getString("kid"), life(row)), """
                    select kid, created_at, activates_at, retires_at, gone_at, sealed_by from token.signing_keys
                    where algorithm = ? and retires_at is null
                    """, algorithm.name()).stream()
                    .findFirst();
        }

        /** Ends the newest key's signing. */
        void retire(Instant at, Instant goneAt) {
            sql.update("""
                    update token.signing_keys set retires_at = ?, gone_at = ? where algorithm = ? and retires_at is null
                    """, at, goneAt, algorithm.name());
        }

        /** Removes every key of the algorithm. */
        void removeAll() {
            sql.update("delete from token.signing_keys where algorithm = ?", algorithm.name());
        }

        void removeGone() {
            sql.update(
                    "delete from token.signing_keys where algorithm = ? and gone_at <= clock_timestamp()",
                    algorithm.name());
        }

        /** Seals under the first sealing key what is sealed under another that is known here. @return how many */
        int sealAnew() {
            record Sealed(String kid, byte[] key, @Nullable String by) {}
            List<Sealed> others = sql.list(
                    row -> new Sealed(row.getString("kid"), row.getBytes("private_key"), row.getString("sealed_by")),
                    """
                    select kid, private_key, sealed_by from token.signing_keys
                    where algorithm = ? and sealed_by is distinct from ?
                    """,
                    algorithm.name(),
                    sealing.first());
            int done = 0;
            for (Sealed other : others) {
                String context = context(other.kid());
                byte[] opened;
                try {
                    opened = sealing.open(other.key(), other.by(), context);
                } catch (IllegalStateException e) {
                    // Whoever reads it says so.
                    continue;
                }
                done += sql.update(
                        "update token.signing_keys set private_key = ?, sealed_by = ? where kid = ?",
                        sealing.seal(opened, context),
                        sealing.first(),
                        other.kid());
            }
            return done;
        }

        /** Keeps a new pair. @return the same as {@link #newest} would */
        Named add(KeyPair pair, Instant now, Instant activatesAt) {
            try {
                PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(pair.getPublic());
                String kid = jwk.calculateBase64urlEncodedThumbprint("SHA-256");
                jwk.setKeyId(kid);
                jwk.setAlgorithm(algorithm.name());
                jwk.setUse("sig");
                sql.update(
                        "update token.signing_key_turns set ordinal = ? where algorithm = ?",
                        ordinal + 1,
                        algorithm.name());
                sql.update(
                        """
                        insert into token.signing_keys
                            (kid, algorithm, ordinal, public_jwk, private_key, sealed_by, created_at, activates_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                        kid,
                        algorithm.name(),
                        ordinal + 1,
                        jwk.toJson(OutputControlLevel.PUBLIC_ONLY),
                        sealing.seal(pair.getPrivate().getEncoded(), context(kid)),
                        sealing.first(),
                        now,
                        activatesAt);
                return new Named(kid, new Life(now, activatesAt, null, null, sealing.first()));
            } catch (JoseException e) {
                throw new IllegalStateException("cannot write the public key as a JWK", e);
            }
        }
    }
}
