package dev.gatehouse.common.peer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The use of a passkey as a browser gives it: of AuthenticationResponseJSON (WebAuthn level 3, section 5.1.9.2) what
 * counts. Binary values are base64url.
 *
 * @param id of the credential; at most 1023 bytes
 */
@RegisterForReflection
public record PasskeyAssertion(
        @NotBlank @Size(max = 1364) String id,
        @NotNull @Valid Signed response) {
    /** @param userHandle whose passkey it is; every discoverable one says so */
    @RegisterForReflection
    public record Signed(
            @JsonProperty("clientDataJSON") @NotBlank @Size(max = 4096)
            String clientDataJson,

            @JsonProperty("authenticatorData") @NotBlank @Size(max = 4096)
            String authenticatorData,

            @NotBlank @Size(max = 2048) String signature,

            @JsonProperty("userHandle") @Nullable @Size(max = 88)
            String userHandle) {}
}
