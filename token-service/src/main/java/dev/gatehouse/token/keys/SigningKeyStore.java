package dev.gatehouse.token.keys;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.common.secret.Sealing;
import jakarta.inject.Singleton;
import java.security.KeyPair;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** Signing keys in PostgreSQL, the private halves sealed. Blocks. */
@Singleton
class SigningKeyStore {
    private final Database database;
    private final Cryptography cryptography;
    private final Sealing sealing;

    SigningKeyStore(Database database, Cryptography cryptography, KeysConfig config) {
        this.database = database;
        this.cryptography = cryptography;
        sealing = new Sealing(config.encryptionKey());
    }

    /** The youngest first. */
    List<SigningKey> all() {
        return database.list(this::read, """
                select kid, algorithm, public_jwk, private_key from token.signing_keys
                order by created_at desc, ordinal desc, kid
                """);
    }

    /** Keeps {@code pair} as the key of that ordinal, counted from 1, unless another replica was faster. */
    void add(Algorithm algorithm, int ordinal, KeyPair pair) {
        try {
            PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(pair.getPublic());
            String kid = jwk.calculateBase64urlEncodedThumbprint("SHA-256");
            jwk.setKeyId(kid);
            jwk.setAlgorithm(algorithm.name());
            jwk.setUse("sig");
            database.update(
                    """
                    insert into token.signing_keys (kid, algorithm, ordinal, public_jwk, private_key)
                    values (?, ?, ?, ?, ?) on conflict do nothing
                    """,
                    kid,
                    algorithm.name(),
                    ordinal,
                    jwk.toJson(OutputControlLevel.PUBLIC_ONLY),
                    sealing.seal(pair.getPrivate().getEncoded(), context(kid)));
        } catch (JoseException e) {
            throw new IllegalStateException("cannot write the public key as a JWK", e);
        }
    }

    private SigningKey read(ResultSet row) throws SQLException {
        String kid = row.getString("kid");
        Algorithm algorithm = Algorithm.valueOf(row.getString("algorithm"));
        String json = row.getString("public_jwk");
        try {
            var publicKey = PublicJsonWebKey.Factory.newPublicJwk(json).getPublicKey();
            return new SigningKey(
                    kid,
                    algorithm,
                    cryptography.publicKey(algorithm, publicKey),
                    cryptography.privateKey(algorithm, sealing.open(row.getBytes("private_key"), context(kid))),
                    JsonUtil.parseJson(json));
        } catch (JoseException e) {
            throw new IllegalStateException("the public key " + kid + " in PostgreSQL is not a JWK", e);
        }
    }

    private static String context(String kid) {
        return "token.signing_keys:" + kid;
    }
}
