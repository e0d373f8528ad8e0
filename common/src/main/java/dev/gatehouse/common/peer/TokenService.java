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
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     * @param audience those of the terms' resources that this access token is for, while the grant is for all of them; null
     *     for all
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
            @Nullable @Valid IdTokenOrder idToken,
            @Nullable Terms terms,
            @Nullable Instant since,
            @Nullable List<String> audience,
            @Nullable Map<String, Object> told) {
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
                    null);
        }

        /** The same order on other terms. */
        public Mint on(Terms other) {
            return new Mint(
                    subject, username, clientId, scope, sid, authTime, amr, format, refresh, idToken, other, since,
                    audience, told);
        }

        /** The same order, by a client and a consent that were there at {@code instant}. */
        public Mint since(Instant instant) {
            return new Mint(
                    subject, username, clientId, scope, sid, authTime, amr, format, refresh, idToken, terms, instant,
                    audience, told);
        }
    }

    /**
     * What access tokens are to be beyond the ordinary; each null for that. A grant keeps it for the tokens to come.
     *
     * @param audience the resources that they are for: absolute URIs (RFC 8707); null for the issuer
     * @param lifetime at most what is configured
     * @param algorithm signs them (RFC 7518, section 3.1); of no matter to opaque ones
     * @param claims beside those of the protocol, which they cannot replace; in introspection, too
     * @param confirmation the key that they are bound to
     * @param actor who acts for the subject
     * @param beside what is to be of all that comes with them
     * @param statusList whether JWTs say where their status is told (draft-ietf-oauth-status-list); null for no
     * @param authorizationDetails what the token lets its holder do (RFC 9396): objects with a {@code type}, told in JWTs, by
     *     introspection and by {@code /verify}
     * @param userinfoClaims names of claims that the UserInfo endpoint is to tell beside those of the scope (OpenID Connect
     *     Core, section 5.5); told by {@code /verify}
     */
    record Terms(
            @Nullable List<String> audience,
            @Nullable Duration lifetime,
            @Nullable String algorithm,
            @Nullable Map<String, Object> claims,
            @Nullable Confirmation confirmation,
            @Nullable Actor actor,
            @Nullable Beside beside,
            @Nullable Boolean statusList,
            @Nullable List<Map<String, Object>> authorizationDetails,
            @Nullable List<String> userinfoClaims) {
        public static final Terms NONE = new Terms(null, null, null, null, null, null);

        /** With nothing said of what comes with the access tokens. */
        public Terms(
                @Nullable List<String> audience,
                @Nullable Duration lifetime,
                @Nullable String algorithm,
                @Nullable Map<String, Object> claims,
                @Nullable Confirmation confirmation,
                @Nullable Actor actor) {
            this(audience, lifetime, algorithm, claims, confirmation, actor, null, null);
        }

        /** With neither authorization details nor claims that the UserInfo endpoint is to tell. */
        public Terms(
                @Nullable List<String> audience,
                @Nullable Duration lifetime,
                @Nullable String algorithm,
                @Nullable Map<String, Object> claims,
                @Nullable Confirmation confirmation,
                @Nullable Actor actor,
                @Nullable Beside beside,
                @Nullable Boolean statusList) {
            this(audience, lifetime, algorithm, claims, confirmation, actor, beside, statusList, null, null);
        }

        /** The same for other resources. */
        public Terms of(@Nullable List<String> resources) {
            return new Terms(
                    resources,
                    lifetime,
                    algorithm,
                    claims,
                    confirmation,
                    actor,
                    beside,
                    statusList,
                    authorizationDetails,
                    userinfoClaims);
        }

        /** The same with {@code more} claims. */
        public Terms telling(Map<String, Object> more) {
            if (more.isEmpty()) {
                return this;
            }
            var all = new LinkedHashMap<>(more);
            if (claims != null) {
                all.putAll(claims);
            }
            return new Terms(
                    audience,
                    lifetime,
                    algorithm,
                    all,
                    confirmation,
                    actor,
                    beside,
                    statusList,
                    authorizationDetails,
                    userinfoClaims);
        }

        /** What a refresh gives that asks for {@code asked} of this; whoever the user is to the client stays. */
        public Terms refreshed(Terms asked) {
            Beside now = asked.beside == null ? beside : asked.beside.as(beside == null ? null : beside.subject());
            return new Terms(
                    asked.audience == null ? audience : asked.audience,
                    asked.lifetime == null ? lifetime : asked.lifetime,
                    asked.algorithm == null ? algorithm : asked.algorithm,
                    asked.claims == null ? claims : asked.claims,
                    // Where the grant is bound to one, it was found to be that one, or that another does as well.
                    asked.confirmation == null ? confirmation : asked.confirmation,
                    actor,
                    now,
                    asked.statusList == null ? statusList : asked.statusList,
                    asked.authorizationDetails == null ? authorizationDetails : asked.authorizationDetails,
                    userinfoClaims);
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
            @NotBlank @Size(max = 255) String clientId,
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
     * @param terms their {@code audience} is what is asked for, their {@code actor} is null
     * @param since when it was found that the client is there
     */
    record ExchangeOrder(
            @NotBlank @Size(max = 8192) String subjectToken,
            @Nullable @Size(min = 1, max = 8192) String actorToken,
            @NotBlank @Size(max = 255) String clientId,
            @NotNull Scope allowed,
            @Nullable Scope scope,
            @NotNull Format format,
            @NotNull List<String> mayActFor,
            @NotNull Terms terms,
            @NotNull Instant since) {
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
