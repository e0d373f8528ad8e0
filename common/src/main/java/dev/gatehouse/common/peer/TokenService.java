package dev.gatehouse.common.peer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
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
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What token-service offers to the other services. */
@RegisterForReflection(ignoreNested = false)
public interface TokenService {
    String NAME = "token-service";

    /**
     * {@code client_id} in first-party tokens, which RFC 9068 demands. It is a word for those who read them alone: no client
     * has it, and inside of Gatehouse such tokens have none.
     */
    String FIRST_PARTY = "gatehouse";

    /** Mints an access token and, where asked, a refresh token and an ID token. */
    Uni<Minting> mint(Mint order);

    /** Rotates a refresh token for the client that holds it (RFC 6749, section 6). */
    Uni<Minting> refresh(RefreshOrder order);

    /** Gives one access token for another (RFC 8693). */
    Uni<Minting> exchange(ExchangeOrder order);

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
     * @param terms null for the ordinary ones
     * @param since when it was found that the client, and the user's consent to it, are there: what was revoked by their names
     *     from then on forbids it; null where nobody looked
     * @param told claims of the user that this access token tells as the terms' {@code claimsByScope} asks; null for none. A
     *     grant does not keep them
     * @param signedInAt when the sign-in that it stems from began, where that is not {@code authTime}: what was revoked by the
     *     user's or the session's name from then on forbids it
     * @param audience those of the terms' resources that this access token is for, while the grant is for all of them; null
     *     for all
     */
    record Mint(
            @NotBlank @Size(max = 255) String subject,
            @Nullable @Size(max = 254) String username,
            @Nullable @Size(max = 512) String clientId,
            @NotNull Scope scope,
            @Nullable @Size(max = 64) String sid,
            @Nullable Instant authTime,
            @Nullable List<String> amr,
            @NotNull Format format,
            boolean refresh,
            @Nullable @Valid IdTokenOrder idToken,
            @Nullable Terms terms,
            @Nullable Instant since,
            @Nullable List<String> audience,
            @Nullable Map<String, Object> told,
            @Nullable Instant signedInAt) {
        /** On the ordinary terms. */
        public Mint(
                String subject,
                @Nullable String username,
                @Nullable String clientId,
                Scope scope,
                @Nullable String sid,
                @Nullable Instant authTime,
                @Nullable List<String> amr,
                Format format,
                boolean refresh,
                @Nullable IdTokenOrder idToken) {
            this(
                    subject, username, clientId, scope, sid, authTime, amr, format, refresh, idToken, null, null, null,
                    null, null);
        }

        /** When the sign-in began that it stems from; null where there was none. */
        public @Nullable Instant begun() {
            return signedInAt == null ? authTime : signedInAt;
        }

        /** The same order on other terms. */
        public Mint on(Terms other) {
            return new Mint(
                    subject,
                    username,
                    clientId,
                    scope,
                    sid,
                    authTime,
                    amr,
                    format,
                    refresh,
                    idToken,
                    other,
                    since,
                    audience,
                    told,
                    signedInAt);
        }

        /** The same order, by a client and a consent that were there at {@code instant}. */
        public Mint since(Instant instant) {
            return new Mint(
                    subject,
                    username,
                    clientId,
                    scope,
                    sid,
                    authTime,
                    amr,
                    format,
                    refresh,
                    idToken,
                    terms,
                    instant,
                    audience,
                    told,
                    signedInAt);
        }
    }

    /**
     * The key that a token is bound to (RFC 7800, section 3.1): one of the two.
     *
     * @param jkt thumbprint of a public key, which a proof shows (RFC 9449, section 6.1)
     * @param certificate {@code x5t#S256}: thumbprint of the client's certificate (RFC 8705, section 3.1)
     */
    record Confirmation(
            @Nullable String jkt,
            @JsonProperty("x5t#S256") @Nullable String certificate) {}

    /**
     * Who acts for the subject (RFC 8693, section 4.1).
     *
     * @param clientId null where it is a user first-hand
     * @param actor for whom this one acts in turn
     */
    record Actor(
            @JsonProperty("sub") String subject,
            @Nullable String clientId,
            @JsonProperty("act") @Nullable Actor actor) {
        /** How many act one for the other, this one included. */
        @JsonIgnore
        public int depth() {
            int depth = 1;
            for (Actor next = actor; next != null; next = next.actor) {
                depth++;
            }
            return depth;
        }
    }

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
     * @param terms null for those of the grant; else its {@code audience} and {@code authorizationDetails} narrow those of the
     *     grant, its {@code confirmation} is the key that was proved with this call, and must be that of the grant unless
     *     the grant is bound to the client, and its {@code actor} is null
     * @param resources all that the client may still ask tokens for; null where nobody looked
     */
    record RefreshOrder(
            @NotBlank @Size(max = 512) String refreshToken,
            @NotBlank @Size(max = 512) String clientId,
            @NotNull Scope allowed,
            @Nullable Scope scope,
            @Nullable Terms terms,
            @Nullable List<String> resources) {}

    /**
     * @param subjectToken an access token of the one that the new token is about
     * @param actorToken an access token of the one that acts for them; null for impersonation
     * @param clientId asks, and is given the new token
     * @param allowed all that it may ask for
     * @param scope null for all that the subject's token and the client have in common
     * @param mayActFor clients whose users' tokens it may exchange without an actor, beside its own
     * @param resources those that count as its own, beside its id: tokens for them are for it
     * @param terms their {@code audience} is what is asked for, their {@code actor} is null
     * @param since when it was found that the client is there
     */
    record ExchangeOrder(
            @NotBlank @Size(max = 8192) String subjectToken,
            @Nullable @Size(min = 1, max = 8192) String actorToken,
            @NotBlank @Size(max = 512) String clientId,
            @NotNull Scope allowed,
            @Nullable Scope scope,
            @NotNull Format format,
            @NotNull List<String> mayActFor,
            List<String> resources,
            @NotNull Terms terms,
            @NotNull Instant since) {
        public ExchangeOrder {
            // The version before does not say them.
            resources = Objects.requireNonNullElse(resources, List.of());
        }

        /** Keeps the tokens out of logs. */
        @Override
        public String toString() {
            return "ExchangeOrder[" + clientId + "]";
        }
    }

    /** What came of minting, refreshing or exchanging. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Minted.class, name = "minted"),
        @JsonSubTypes.Type(value = MintRefused.class, name = "refused")
    })
    sealed interface Minting permits Minted, MintRefused {}

    /**
     * No tokens.
     *
     * @param error {@code invalid_grant}, {@code invalid_scope} (RFC 6749, section 5.2), {@code invalid_target} (RFC 8707,
     *     section 2), {@code invalid_authorization_details} (RFC 9396, section 5), or {@code invalid_request}
     */
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
