package dev.gatehouse.token.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.peer.Beside;
import dev.gatehouse.common.peer.ClientKeyService;
import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.token.clientkey.SharedKeys;
import dev.gatehouse.token.keys.Algorithm;
import dev.gatehouse.token.keys.Signing;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Gives access tokens out: signs a JWT, or keeps an opaque one in Redis for as long as it lives. Never blocks. */
@Singleton
public class AccessTokenWriter {
    private final Signing signing;
    private final SharedKeys shared;
    private final ReactiveRedisDataSource redis;
    private final StatusLists lists;
    private final ObjectMapper json;
    private final String issuer;
    private final Algorithm algorithm;
    private final Duration lifetime;
    private final Duration longest;

    AccessTokenWriter(
            Signing signing,
            SharedKeys shared,
            ReactiveRedisDataSource redis,
            StatusLists lists,
            ObjectMapper json,
            AccessConfig config,
            @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.signing = signing;
        this.shared = shared;
        this.redis = redis;
        this.lists = lists;
        this.json = json;
        this.issuer = issuer;
        algorithm = config.algorithm();
        lifetime = config.lifetime();
        longest = config.longestLifetime();
        if (longest.compareTo(lifetime) < 0) {
            throw new IllegalArgumentException(
                    "gatehouse.token.access.longest-lifetime must not be shorter than gatehouse.token.access.lifetime");
        }
        signing.require("gatehouse.token.access", algorithm, longest);
    }

    /**
     * For whom a token is to be.
     *
     * @param position of the log of revocations, known before it was decided to give one
     * @param terms found sound by {@link TermsCheck}
     * @param parents names by which it ends, beside its own
     */
    public record Holder(
            String subject,
            @Nullable String username,
            @Nullable String clientId,
            Scope scope,
            @Nullable String sid,
            @Nullable String grantId,
            @Nullable Instant authTime,
            List<String> amr,
            long position,
            Terms terms,
            List<Revoke> parents) {
        /** Of a token that was given for no other. */
        public Holder(
                String subject,
                @Nullable String username,
                @Nullable String clientId,
                Scope scope,
                @Nullable String sid,
                @Nullable String grantId,
                @Nullable Instant authTime,
                List<String> amr,
                long position,
                Terms terms) {
            this(subject, username, clientId, scope, sid, grantId, authTime, amr, position, terms, List.of());
        }
    }

    /** @param value the token as its holder presents it */
    public record Written(String value, AccessToken token) {
        /** Seconds. */
        public long expiresIn() {
            return token.issuedAt().until(token.expiresAt(), ChronoUnit.SECONDS);
        }
    }

    public Uni<Written> write(Format format, Holder holder) {
        Beside beside = holder.terms().beside();
        // A JWT would tell the client who it is that it is to know by another name.
        boolean opaque = format == Format.opaque || (beside != null && beside.subject() != null);
        return opaque ? keep(token(Format.opaque, Secrets.random(), holder)) : sign(holder);
    }

    private Uni<Written> sign(Holder holder) {
        String asked = holder.terms().algorithm();
        String clientId = holder.clientId();
        if (ClientKeyService.SHARED.equals(asked) && clientId != null) {
            return shared.of(clientId)
                    .chain(key -> sign(
                            token(Format.jwt, SharedTokenId.of(key.kid()), holder),
                            holder.terms(),
                            claims -> shared.sign(key, AccessClaims.TYP, claims)));
        }
        return sign(
                token(Format.jwt, Secrets.random(), holder),
                holder.terms(),
                claims -> signing.sign(algorithm(asked), AccessClaims.TYP, claims));
    }

    private Uni<Written> sign(AccessToken token, Terms terms, Function<Map<String, Object>, String> signer) {
        return Boolean.TRUE.equals(terms.statusList())
                ? lists.place(token).map(place -> signed(token, place, signer))
                : Uni.createFrom().item(signed(token, null, signer));
    }

    private Written signed(
            AccessToken token, StatusLists.@Nullable Place place, Function<Map<String, Object>, String> signer) {
        return new Written(signer.apply(AccessClaims.of(token, issuer, place)), token);
    }

    private AccessToken token(Format format, String id, Holder holder) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Terms terms = holder.terms();
        return new AccessToken(
                format,
                id,
                holder.subject(),
                holder.username(),
                holder.clientId(),
                holder.scope(),
                Objects.requireNonNullElse(terms.audience(), List.of(issuer)),
                holder.sid(),
                holder.grantId(),
                holder.authTime(),
                holder.amr(),
                now,
                now.plus(lifetime(terms.lifetime())),
                holder.position(),
                terms.confirmation(),
                terms.actor(),
                Objects.requireNonNullElse(terms.claims(), Map.of()),
                holder.parents(),
                Particulars.of(terms));
    }

    private Duration lifetime(@Nullable Duration asked) {
        if (asked == null) {
            return lifetime;
        }
        return asked.compareTo(longest) < 0 ? asked.truncatedTo(ChronoUnit.SECONDS) : longest;
    }

    private Algorithm algorithm(@Nullable String asked) {
        return asked == null ? algorithm : Algorithm.valueOf(asked);
    }

    private Uni<Written> keep(AccessToken token) {
        String secret = Secrets.generate(SecretKind.OPAQUE_ACCESS_TOKEN);
        var written = new Written(secret, token);
        return redis.value(String.class)
                .setex(OpaqueTokens.key(secret), written.expiresIn(), text(token))
                .replaceWith(written);
    }

    private String text(AccessToken token) {
        try {
            return json.writeValueAsString(token);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an access token cannot be written as JSON", e);
        }
    }
}
