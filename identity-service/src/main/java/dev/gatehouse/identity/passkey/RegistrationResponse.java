package dev.gatehouse.identity.passkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A new passkey as a browser gives it: of RegistrationResponseJSON (WebAuthn level 3, section 5.1.9.1) what counts.
 * Binary values are base64url.
 */
public record RegistrationResponse(@NotNull @Valid Attestation response) {
    /** @param transports how browsers can reach the authenticator */
    public record Attestation(
            @JsonProperty("clientDataJSON") @NotBlank @Size(max = 4096)
            String clientDataJson,

            @JsonProperty("attestationObject") @NotBlank @Size(max = 32768)
            String attestationObject,

            @Nullable @Size(max = 8) List<@NotNull @Pattern(regexp = "[a-z-]{1,20}") String> transports) {}
}
