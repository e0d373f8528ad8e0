package dev.gatehouse.identity.passkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * PublicKeyCredentialCreationOptionsJSON (WebAuthn level 3, section 5.1.8): what a browser needs for making a passkey.
 * Binary values are base64url.
 *
 * @param timeout milliseconds
 */
@RegisterForReflection
public record CreationOptions(
        Party rp,
        Owner user,
        String challenge,
        @JsonProperty("pubKeyCredParams") List<Algorithm> algorithms,
        long timeout,
        @JsonProperty("excludeCredentials") List<Known> excludeCredentials,
        @JsonProperty("authenticatorSelection") Selection authenticatorSelection,
        String attestation) {
    /** Whom it is for. */
    @RegisterForReflection
    public record Party(String id, String name) {}

    /** @param id the user handle */
    @RegisterForReflection
    public record Owner(
            String id,
            String name,
            @JsonProperty("displayName") String displayName) {}

    /** @param alg of COSE */
    @RegisterForReflection
    public record Algorithm(String type, long alg) {}

    /** A passkey that the user has: its authenticator does not make another. */
    @RegisterForReflection
    public record Known(String type, String id, List<String> transports) {}

    /** What kind of authenticator will do. */
    @RegisterForReflection
    public record Selection(
            @JsonProperty("residentKey") String residentKey,
            @JsonProperty("requireResidentKey") boolean requireResidentKey,
            @JsonProperty("userVerification") String userVerification) {
        /** One that shows its passkeys without a username being given, and asks its owner for a PIN or the like. */
        static final Selection PASSKEY = new Selection("required", true, "required");
    }
}
