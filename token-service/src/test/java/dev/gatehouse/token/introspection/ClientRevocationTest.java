package dev.gatehouse.token.introspection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.common.peer.OAuthService.Client;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.token.mint.Minter;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What clients revoke (RFC 7009). */
@QuarkusTest
class ClientRevocationTest {
    private final String client = "app-" + UUID.randomUUID();
    private final Introspection introspection;
    private final ClientRevocation revocation;
    private final Minter minter;
    private final Database database;

    @Inject
    ClientRevocationTest(Introspection introspection, ClientRevocation revocation, Minter minter, Database database) {
        this.introspection = introspection;
        this.revocation = revocation;
        this.minter = minter;
        this.database = database;
    }

    @Test
    void onlyAClientWithASecretEndsAnApiKey() {
        String secret = Secrets.generate(SecretKind.API_KEY);
        database.update(
                "insert into token.api_keys (id, subject, name, secret_hash, scope) values (?, ?, 'k', ?, 'a')",
                UUID.randomUUID(),
                UUID.randomUUID(),
                Secrets.sha256(secret));
        revocation.revoke(secret, new Client("phone", false, Scope.NONE, List.of()));
        assertEquals(1, keysOf(secret));
        revocation.revoke(secret, caller("scanner"));
        assertEquals(0, keysOf(secret));
    }

    private int keysOf(String secret) {
        return database.list(row -> 0, "select 1 from token.api_keys where secret_hash = ?", Secrets.sha256(secret))
                .size();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aClientRevokesItsOwnTokensOnly(Format format) {
        String token = mint(format).accessToken();
        revocation.revoke(token, caller("another"));
        assertEquals(true, look(token).get("active"));
        revocation.revoke(token, caller(client));
        assertEquals(Map.of("active", false), look(token));
    }

    @Test
    void aRefreshTokenEndsItsGrantWithTheAccessTokens() {
        Minted minted = mint(Format.jwt);
        revocation.revoke(refreshToken(minted), caller("another"));
        assertEquals(true, look(minted.accessToken()).get("active"));
        revocation.revoke(refreshToken(minted), caller(client));
        assertEquals(Map.of("active", false), look(minted.accessToken()));
        revocation.revoke("ghr_nonsense", caller(client));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void whatIsRevokedAgainIsRecordedOnce(Format format) {
        Minted minted = mint(format);
        String jti = String.valueOf(look(minted.accessToken()).get("jti"));
        for (int i = 0; i < 3; i++) {
            revocation.revoke(minted.accessToken(), caller(client));
        }
        assertEquals(1, recorded("jti", jti));
        UUID grant = database.list(
                        row -> row.getObject("id", UUID.class),
                        "select id from token.grants where client_id = ?",
                        client)
                .getFirst();
        for (int i = 0; i < 3; i++) {
            revocation.revoke(refreshToken(minted), caller(client));
        }
        assertEquals(1, recorded("grant", grant.toString()));
    }

    /** Whoever listens at /revocations is told each entry. */
    private int recorded(String kind, String value) {
        return database.list(row -> 0, "select 1 from token.revocation_log where kind = ? and value = ?", kind, value)
                .size();
    }

    private static Client caller(String id) {
        return new Client(id, true, Scope.NONE, List.of());
    }

    private Map<String, Object> look(String token) {
        return introspection.of(token, caller(client)).await().indefinitely();
    }

    private static String refreshToken(Minted minted) {
        return Objects.requireNonNull(minted.refreshToken());
    }

    private Minted mint(Format format) {
        return minter.mint(new Mint(
                        UUID.randomUUID().toString(),
                        "ada",
                        client,
                        Scope.of("profile", "email"),
                        "s1",
                        null,
                        null,
                        format,
                        true,
                        null))
                .await()
                .indefinitely();
    }
}
