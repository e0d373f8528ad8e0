package dev.gatehouse.token.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.peer.TokenService.Terms;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Gives access tokens out: signs a JWT, or keeps an opaque one in Redis for as long as it lives. Never blocks. */
@Singleton
public class AccessTokenWriter {
    private final Signing signing;
    private final ReactiveRedisDataSource redis;
    private final ObjectMapper json;
    private final String issuer;
    private final Algorithm algorithm;
    private final Duration lifetime;
    private final Duration longest;

    AccessTokenWriter(
            Signing signing,
            ReactiveRedisDataSource redis,
            ObjectMapper json,
            AccessConfig config,
            @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.signing = signing;
        this.redis = redis;
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
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Terms terms = holder.terms();
        var token = new AccessToken(
                format,
                Secrets.random(),
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
                holder.parents());
        return switch (format) {
            case jwt ->
                Uni.createFrom()
                        .item(new Written(
                                signing.sign(
                                        algorithm(terms.algorithm()), AccessClaims.TYP, AccessClaims.of(token, issuer)),
                                token));
            case opaque -> keep(token);
        };
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
