package dev.gatehouse.token.clientkey;

import dev.gatehouse.common.peer.ClientKeyService;
import dev.gatehouse.token.keys.Algorithm;
import dev.gatehouse.token.keys.KeysConfig;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** What tokens can be signed with here: what there are key pairs for, and HS256 where keys are shared with clients. */
@Singleton
public class SigningAlgorithms {
    private final List<String> names;

    SigningAlgorithms(KeysConfig keys, ClientKeyConfig shared) {
        names = Stream.concat(
                        keys.algorithms().stream().map(Algorithm::name),
                        shared.enabled() ? Stream.of(ClientKeyService.SHARED) : Stream.empty())
                .sorted()
                .toList();
    }

    /** As {@code alg} has them, sorted. */
    public List<String> names() {
        return names;
    }
}
