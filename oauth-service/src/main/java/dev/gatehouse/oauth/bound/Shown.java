package dev.gatehouse.oauth.bound;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call shows of its caller beside its form.
 *
 * @param authorization every such header
 * @param proofs every DPoP header
 * @param certificate DER in base64; null where none is shown that can be believed
 */
public record Shown(
        List<String> authorization,
        List<String> proofs,
        @Nullable String certificate) {
    /** Keeps all of it out of logs. */
    @Override
    public String toString() {
        return "Shown[" + authorization.size() + ", " + proofs.size() + ", " + (certificate != null) + "]";
    }
}
