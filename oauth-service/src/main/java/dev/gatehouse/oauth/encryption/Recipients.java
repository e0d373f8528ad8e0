package dev.gatehouse.oauth.encryption;

import dev.gatehouse.common.peer.Encryption;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.outbound.ClientKeys;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jspecify.annotations.Nullable;

/** Which of its keys a client is to be written to (OpenID Connect Core, section 10.2). Never blocks. */
@Singleton
public class Recipients {
    private static final Set<String> CURVES = Set.of("P-256", "P-384", "P-521");
    private static final String NO_KEY = "none of the client's keys is for what it is registered to be answered by";
    private static final String AWAY = "the client's keys cannot be had";
    private final ClientKeys keys;

    Recipients(ClientKeys keys) {
        this.keys = keys;
    }

    public sealed interface Recipient permits Anyone, Holder, Unknown {}

    /** Nothing is encrypted. */
    public record Anyone() implements Recipient {
        private static final Anyone ANYONE = new Anyone();
    }

    /** Whoever has the private key. */
    public record Holder(Encryption encryption) implements Recipient {}

    /** It is to be encrypted, and cannot be now: so it must not be sent at all. */
    public record Unknown(String why) implements Recipient {}

    /**
     * @param alg as the client is registered; null for answers that are not encrypted
     * @param enc null for the ordinary one
     */
    public Uni<Recipient> of(RegisteredClient client, @Nullable String alg, @Nullable String enc) {
        if (alg == null) {
            return Uni.createFrom().item(Anyone.ANYONE);
        }
        String method = Objects.requireNonNullElse(enc, Encryption.DEFAULT_METHOD);
        return keys.of(client).map(found -> switch (found) {
            case ClientKeys.Unavailable() -> new Unknown(AWAY);
            case ClientKeys.Found(List<PublicJsonWebKey> all) ->
                choose(all, alg)
                        .<Recipient>map(key ->
                                new Holder(new Encryption(alg, method, key.toParams(OutputControlLevel.PUBLIC_ONLY))))
                        .orElseGet(() -> new Unknown(NO_KEY));
        });
    }

    /** The first that says it is for this, or else the first that does not say what it is for. */
    static Optional<PublicJsonWebKey> choose(List<PublicJsonWebKey> keys, String alg) {
        return keys.stream()
                .filter(key -> (alg.startsWith("RSA") ? key instanceof RsaJsonWebKey : agrees(key))
                        && (key.getUse() == null || key.getUse().equals("enc"))
                        && (key.getAlgorithm() == null || key.getAlgorithm().equals(alg)))
                .min(Comparator.comparing(key -> key.getUse() == null));
    }

    private static boolean agrees(PublicJsonWebKey key) {
        return key instanceof EllipticCurveJsonWebKey curve && CURVES.contains(curve.getCurveName());
    }
}
