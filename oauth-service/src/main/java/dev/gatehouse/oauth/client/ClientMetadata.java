package dev.gatehouse.oauth.client;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.scope.Scope;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator says of a client; null takes the default, or leaves as it is (RFC 7591, section 2).
 *
 * @param more every other member, as {@link Said} reads them; there null takes back what was said before
 */
public record ClientMetadata(
        @Nullable @Size(min = 1, max = 200) String clientName,
        @Nullable @Size(max = 20) List<@NotNull @Size(max = 2000) String> redirectUris,
        @Nullable @Size(max = 10) List<@NotNull @Size(max = 64) String> grantTypes,
        @Nullable @Size(max = 10) List<@NotNull @Size(max = 64) String> responseTypes,
        @Nullable Scope scope,
        @Nullable @Size(max = 64) String tokenEndpointAuthMethod,
        @Nullable Format accessTokenFormat,
        @Nullable @Size(max = 20) List<@NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,64}") String> mayActFor,
        @Nullable Duration accessTokenLifetime,
        @Nullable Duration refreshTokenLifetime,
        @Nullable Duration refreshTokenIdle,
        @Nullable @Size(max = 16) String accessTokenSignedResponseAlg,
        @Nullable @Size(max = 16) String idTokenSignedResponseAlg,
        @Nullable @Size(max = 10) List<@NotNull @Size(max = 1024) String> resources,

        @Nullable @Size(max = 20)
        Map<@Size(max = 64) String, @NotNull @Size(max = 20) List<@NotNull String>> claimsByScope,

        @Nullable Boolean statusList,
        @JsonAnySetter Map<String, @Nullable Object> more) {
    public ClientMetadata {
        more = Objects.requireNonNullElse(more, Map.of());
    }

    /** The same that says {@code more}. */
    public ClientMetadata with(Map<String, @Nullable Object> more) {
        return new ClientMetadata(
                clientName,
                redirectUris,
                grantTypes,
                responseTypes,
                scope,
                tokenEndpointAuthMethod,
                accessTokenFormat,
                mayActFor,
                accessTokenLifetime,
                refreshTokenLifetime,
                refreshTokenIdle,
                accessTokenSignedResponseAlg,
                idTokenSignedResponseAlg,
                resources,
                claimsByScope,
                statusList,
                more);
    }
}
