package dev.gatehouse.token.clientkey;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.common.peer.ClientKeyService;
import dev.gatehouse.token.keys.CompactJwt;
import dev.gatehouse.token.keys.KeysConfig;
import dev.gatehouse.token.keys.SignedTokens.Signed;
import dev.gatehouse.token.keys.Signing;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * Signs with the key that is shared with a client, and reads what it signed, for that client alone. Never blocks. The key
 * that signs is remembered for as long as a replica goes without reading the signing keys; what a token shows is looked up
 * each time, so that a key that was removed counts nowhere.
 */
@Singleton
public class SharedKeys {
    private static final int REMEMBERED = 10_000;
    private final ClientKeyStore store;
    private final Signing signing;
    private final ObjectMapper json;
    private final ExecutorService threads;
    private final Cache<String, ClientKey> signs;

    SharedKeys(
            ClientKeyStore store,
            Signing signing,
            ObjectMapper json,
            KeysConfig config,
            @VirtualThreads ExecutorService threads) {
        this.store = store;
        this.signing = signing;
        this.json = json;
        this.threads = threads;
        signs = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(config.refresh())
                .build();
    }

    /** The key that signs for a client at present; fails where it shares none, which its registration rules out. */
    public Uni<ClientKey> of(String clientId) {
        ClientKey known = signs.getIfPresent(clientId);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        return Uni.createFrom()
                .item(() -> store.signing(clientId)
                        .orElseThrow(() -> new IllegalStateException("no key is shared with the client " + clientId)))
                .runSubscriptionOn(threads)
                .invoke(key -> signs.put(clientId, key));
    }

    /**
     * Fails where the token would live longer than a key that has ended counts.
     *
     * @param typ the type in the header, such as {@code at+jwt}
     * @param claims under the names that go into the token; NumericDates as numbers of seconds
     */
    public String sign(ClientKey key, String typ, Map<String, Object> claims) {
        signing.bounded(claims);
        String input = CompactJwt.input(json, ClientKeyService.SHARED, key.kid(), typ, claims);
        return CompactJwt.signed(input, key.sign(CompactJwt.bytesOf(input)));
    }

    /** Empty where the token is malformed, or not signed with HS256 by a key that is shared with this very client and counts. */
    public Uni<Optional<Signed>> read(String token, String clientId) {
        Optional<CompactJwt> read = CompactJwt.read(token).filter(jwt -> jwt.says(ClientKeyService.SHARED));
        Optional<KeyId> id = read.flatMap(jwt -> KeyId.read(jwt.kid()))
                .filter(key -> key.clientId().equals(clientId));
        if (read.isEmpty() || id.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        CompactJwt jwt = read.get();
        return Uni.createFrom()
                .item(() -> store.find(id.get()))
                .runSubscriptionOn(threads)
                .map(found -> found.filter(key -> key.verifies(jwt.input(), jwt.signature()))
                        .flatMap(key -> jwt.claims())
                        .map(claims -> new Signed(jwt.kid(), jwt.typ(), claims)));
    }

    /** To be called once a change is committed. */
    void changed(String clientId) {
        signs.invalidate(clientId);
    }
}
