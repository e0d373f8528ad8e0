package dev.gatehouse.common.peer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * PublicKeyCredentialRequestOptionsJSON (WebAuthn level 3, section 5.1.10): what a browser needs for using a passkey. No
 * list of credentials: the authenticator knows which it has, and nobody learns from it who has an account.
 *
 * @param challenge 256 bits, base64url
 * @param timeout milliseconds
 */
@RegisterForReflection
public record PasskeyRequestOptions(
        String challenge,
        long timeout,
        @JsonProperty("rpId") String rpId,
        @JsonProperty("userVerification") String userVerification) {}
