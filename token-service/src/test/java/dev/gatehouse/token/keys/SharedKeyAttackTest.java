package dev.gatehouse.token.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.token.access.AccessTokens;
import dev.gatehouse.token.clientkey.ClientKey;
import dev.gatehouse.token.clientkey.SharedKeys;
import dev.gatehouse.token.clientkey.Sharing;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a client can try that shares a key, and signs with it whatever it likes: each a good token of its own but for one
 * thing. Nothing of it is read for anybody else, nor what another's key or no shared key signed as its own.
 */
@QuarkusTest
class SharedKeyAttackTest {
    private final String client = "app-" + UUID.randomUUID();
    private final String victim = "app-" + UUID.randomUUID();
    private final AccessTokens tokens;
    private final SharedKeys keys;
    private final KeyRing ring;
    private final Forge forge;
    private final Sharing sharing;

    @Inject
    SharedKeyAttackTest(
            AccessTokens tokens,
            SharedKeys keys,
            KeyRing ring,
            Cryptography cryptography,
            ObjectMapper json,
            ServiceTokens services) {
        this.tokens = tokens;
        this.keys = keys;
        this.ring = ring;
        forge = new Forge(ring, cryptography, json);
        sharing = new Sharing(services);
    }

    private record Attack(String name, String token) {}

    @TestFactory
    Stream<DynamicTest> attacksAreRefused() throws Exception {
        sharing.with(client);
        sharing.with(victim);
        ClientKey gone = key(client);
        sharing.rotate(client, Map.of("compromised", true));
        ClientKey mine = key(client);
        String good = by(mine, Map.of());
        assertInstanceOf(AccessTokens.Readable.class, readFor(client, good));
        assertInstanceOf(AccessTokens.Unreadable.class, read(good));
        List<Attack> attacks = Stream.of(keys(mine, gone), algorithms(mine), claims(mine))
                .flatMap(List::stream)
                .toList();
        assertEquals(
                attacks.size(), attacks.stream().map(Attack::name).distinct().count());
        return attacks.stream()
                .map(attack -> DynamicTest.dynamicTest(attack.name(), () -> {
                    for (String reader : List.of(client, victim)) {
                        assertInstanceOf(
                                AccessTokens.Unreadable.class,
                                readFor(reader, attack.token()),
                                () -> reader + attack.token());
                    }
                    assertInstanceOf(AccessTokens.Unreadable.class, read(attack.token()), attack.token());
                }));
    }

    private List<Attack> keys(ClientKey mine, ClientKey gone) throws Exception {
        SigningKey es = ring.signing(Algorithm.ES256);
        ClientKey theirs = key(victim);
        Map<String, Object> claims = claimsOf(mine, Map.of());
        return List.of(
                new Attack("by a version that is gone", by(gone, Map.of())),
                new Attack(
                        "by my key under another's kid", mac(theirs.kid(), "HS256", mine, claimsOf(theirs, Map.of()))),
                new Attack("by another's key under my kid", mac(mine.kid(), "HS256", theirs, claims)),
                new Attack("by the gone version under the new kid", mac(mine.kid(), "HS256", gone, claims)),
                new Attack("by a version that is to come", mac("hs." + client + ".3", "HS256", mine, claims)),
                new Attack("a version with a zero before it", mac("hs." + client + ".02", "HS256", mine, claims)),
                new Attack("a version beyond numbers", mac("hs." + client + ".99999999999", "HS256", mine, claims)),
                new Attack("the kid of a key pair", mac(es.kid(), "HS256", mine, claims)),
                new Attack("the client alone as kid", mac(client, "HS256", mine, claims)),
                new Attack(
                        "by a published key under my kid",
                        forge.mac(mine.kid(), "HS256", es.publicKey().getEncoded(), claims)),
                new Attack(
                        "by the published keys as they are told",
                        forge.mac(mine.kid(), "HS256", forge.jwk(es), claims)),
                new Attack("by the kid", forge.mac(mine.kid(), "HS256", CompactJwt.bytesOf(mine.kid()), claims)));
    }

    private List<Attack> algorithms(ClientKey mine) throws Exception {
        SigningKey es = ring.signing(Algorithm.ES256);
        SigningKey rs = ring.signing(Algorithm.RS256);
        String payload = forge.encoded(claimsOf(mine, Map.of()));
        var named = List.of("RS256", "ES256", "HS384", "HS512", "hs256", "none", "");
        return Stream.concat(
                        named.stream()
                                .map(alg -> new Attack(
                                        "the shared key's MAC said to be " + alg,
                                        mac(mine.kid(), alg, mine, claimsOf(mine, Map.of())))),
                        Stream.of(
                                new Attack(
                                        "none without a signature", header(mine.kid(), "none") + "." + payload + "."),
                                new Attack(
                                        "HS256 without a signature", header(mine.kid(), "HS256") + "." + payload + "."),
                                new Attack(
                                        "signed by the RSA key under a shared kid",
                                        forge.signedParts(rs, header(mine.kid(), "RS256"), payload)),
                                new Attack(
                                        "signed by the EC key under a shared kid",
                                        forge.signedParts(es, header(mine.kid(), "ES256"), payload)),
                                new Attack(
                                        "signed by the EC key, said to be HS256",
                                        forge.signedParts(es, header(mine.kid(), "HS256"), payload))))
                .toList();
    }

    private List<Attack> claims(ClientKey mine) {
        long now = Instant.now().getEpochSecond();
        return List.of(
                new Attack("for another client", by(mine, Map.of("client_id", victim))),
                new Attack("first-hand", by(mine, Map.of("client_id", "gatehouse"))),
                new Attack("an id that another's token has", by(mine, Map.of("jti", Secrets.random()))),
                new Attack(
                        "an id that another client's token has",
                        by(mine, Map.of("jti", key(victim).kid() + "." + Secrets.random()))),
                new Attack("an id of no end", by(mine, Map.of("jti", mine.kid() + "." + "x".repeat(600)))),
                new Attack("a life longer than any", by(mine, Map.of("exp", now + 3601))),
                new Attack("expired", by(mine, Map.of("exp", now - 1))),
                new Attack("of another issuer", by(mine, Map.of("iss", "https://evil.example"))),
                new Attack("of another type", keys.sign(mine, "gatehouse-api+jwt", claimsOf(mine, Map.of()))),
                new Attack("an ID token", keys.sign(mine, "JWT", claimsOf(mine, Map.of()))));
    }

    private ClientKey key(String of) {
        return keys.of(of).await().indefinitely();
    }

    private static Map<String, Object> claimsOf(ClientKey key, Map<String, Object> other) {
        var claims = new LinkedHashMap<String, Object>(Forge.claimsOf(Map.of()));
        claims.put("client_id", key.id().clientId());
        claims.put("jti", key.kid() + "." + Secrets.random());
        claims.putAll(other);
        return claims;
    }

    private String by(ClientKey key, Map<String, Object> other) {
        return mac(key.kid(), "HS256", key, claimsOf(key, other));
    }

    private String header(String kid, String alg) {
        return forge.encoded(Map.of("alg", alg, "kid", kid, "typ", "at+jwt"));
    }

    private String mac(String kid, String alg, ClientKey key, Map<String, Object> claims) {
        return forge.mac(kid, alg, key.key().getEncoded(), claims);
    }

    private AccessTokens.Reading read(String token) {
        return tokens.read(token).await().indefinitely();
    }

    private AccessTokens.Reading readFor(String reader, String token) {
        return tokens.readFor(reader, token).await().indefinitely();
    }
}
