package dev.gatehouse.common.peer;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;

/**
 * To whom alone a signed JWT is to be readable: it is encrypted once it is signed (RFC 7519, section 11.2).
 *
 * @param alg wraps or agrees on the key (RFC 7518, section 4.1), one of {@link #ALGORITHMS}
 * @param enc encrypts the content (RFC 7518, section 5.1), one of {@link #METHODS}
 * @param jwk the recipient's public key (RFC 7517), with its {@code kid} where it has one: RSA of 2048 to 4096 bits, or of
 *     P-256, P-384 or P-521
 */
@RegisterForReflection
public record Encryption(
        @NotBlank @Size(max = 32) String alg,
        @NotBlank @Size(max = 32) String enc,
        @NotNull Map<String, Object> jwk) {
    public static final List<String> ALGORITHMS =
            List.of("ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A256KW", "RSA-OAEP", "RSA-OAEP-256");

    public static final List<String> METHODS = List.of("A128CBC-HS256", "A128GCM", "A256GCM");

    /** What is taken where a client says nothing of it (OpenID Connect Registration, section 2). */
    public static final String DEFAULT_METHOD = "A128CBC-HS256";
}
