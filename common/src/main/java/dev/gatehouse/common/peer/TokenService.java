package dev.gatehouse.common.peer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What token-service offers to the other services. */
@RegisterForReflection(ignoreNested = false)
public interface TokenService {
    String NAME = "token-service";

    /** Mints an access token and, where asked, a refresh token and an ID token. */
    Uni<Minting> mint(Mint order);

    /** Rotates a refresh token for the client that holds it (RFC 6749, section 6). */
    Uni<Minting> refresh(RefreshOrder order);

    /** Revokes at once, at every verifier. */
    Uni<Void> revoke(Revoke order);

    /** What a user holds: open grants and API keys, of each up to {@link #MOST_HELD}. */
    Uni<Held> of(UUID user);

    /** So many of a kind are in one answer. */
    int MOST_HELD = 500;

    record Held(List<HeldGrant> grants, List<HeldKey> apiKeys) {}

    /**
     * @param clientId null first-hand
     * @param refreshedAt null where it was not yet
     */
    record HeldGrant(
            UUID id,
            @Nullable String clientId,
            Scope scope,
            Instant createdAt,
            @Nullable Instant refreshedAt,
            Instant expiresAt) {}

    /** @param expiresAt null where it does not end */
    record HeldKey(
            UUID id,
            String name,
            Scope scope,
            Instant createdAt,
            @Nullable Instant expiresAt) {}

    enum Format {
        jwt,
        opaque
    }

    /**
     * @param subject the user's id, or the client's where it acts for itself
     * @param username null where no user is involved
     * @param clientId null for first-party tokens
     * @param sid the browser session that it stems from
     * @param refresh whether to open a grant and give a refresh token
     * @param idToken null where none is asked for
     */
    record Mint(
            @NotBlank @Size(max = 255) String subject,
            @Nullable @Size(max = 254) String username,
            @Nullable @Size(max = 255) String clientId,
            @NotNull Scope scope,
            @Nullable @Size(max = 64) String sid,
            @Nullable Instant authTime,
            @Nullable List<String> amr,
            @NotNull Format format,
            boolean refresh,
            @Nullable @Valid IdTokenOrder idToken) {}

    /** @param claims of the user, beside those of the protocol */
    record IdTokenOrder(
            @NotBlank String audience,
            @Nullable @Size(max = 512) String nonce,
            @NotNull Map<String, Object> claims) {}

    /**
     * @param tokenId {@code jti} of the access token, by which it can be revoked
     * @param grantId of the grant that was opened, null without a refresh token
     * @param expiresIn seconds
     */
    record Minted(
            String accessToken,
            String tokenId,
            long expiresIn,
            @Nullable String refreshToken,
            Scope scope,
            @Nullable String idToken,
            @Nullable String grantId)
            implements Minting {}

    /**
     * @param allowed all that the client may still ask for
     * @param scope a narrower scope for the access token, null for all that was granted
     */
    record RefreshOrder(
            @NotBlank @Size(max = 512) String refreshToken,
            @NotBlank @Size(max = 255) String clientId,
            @NotNull Scope allowed,
            @Nullable Scope scope) {}

    /** What came of minting or refreshing. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Minted.class, name = "minted"),
        @JsonSubTypes.Type(value = MintRefused.class, name = "refused")
    })
    sealed interface Minting permits Minted, MintRefused {}

    /** No tokens. @param error {@code invalid_grant} or {@code invalid_scope} (RFC 6749, section 5.2) */
    record MintRefused(String error, String description) implements Minting {}

    /** One thing to revoke. For {@code consent}, value is {@code user-id + ' ' + client-id}. */
    record Revoke(
            @NotNull Kind kind, @NotBlank @Size(max = 600) String value) {}

    enum Kind {
        jti,
        sid,
        grant,
        client,
        user,
        consent
    }
}
