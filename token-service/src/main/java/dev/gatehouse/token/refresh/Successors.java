package dev.gatehouse.token.refresh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.peer.Beside;
import dev.gatehouse.common.peer.IdentityService.Found;
import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.access.AccessTokenWriter;
import dev.gatehouse.token.grant.Grant;
import dev.gatehouse.token.idtoken.IdTokens;
import dev.gatehouse.token.idtoken.SignedIn;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a refresh gives: the refresh token of the current generation, a new access token, and a new ID token where there
 * was one.
 */
@Singleton
class Successors {
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private final RefreshTokens tokens;
    private final AccessTokenWriter writer;
    private final IdTokens idTokens;
    private final ObjectMapper json;

    Successors(RefreshTokens tokens, AccessTokenWriter writer, IdTokens idTokens, ObjectMapper json) {
        this.tokens = tokens;
        this.writer = writer;
        this.idTokens = idTokens;
        this.json = json;
    }

    /** An access token that nobody has been given yet. */
    record Access(
            AccessTokenWriter.Written written,
            Scope scope,
            @Nullable Beside beside) {}

    /** What is asked of the terms of the grant, with what the tokens tell of the user as they are now. */
    static Terms terms(Grant grant, @Nullable Found user, @Nullable Scope asked, Terms terms) {
        Terms now = grant.content().terms().refreshed(terms);
        Beside beside = now.beside();
        return user == null || beside == null
                ? now
                : now.telling(beside.claims(scope(grant.content().scope(), user, asked), user));
    }

    /**
     * @param user as they are now; null where the grant is a client's own
     * @param terms found sound
     * @param position of the log of revocations, known before the grant was rotated
     */
    Access access(Grant grant, @Nullable Found user, @Nullable Scope asked, Terms terms, long position) {
        Grant.Content content = grant.content();
        Scope scope = scope(content.scope(), user, asked);
        var written = writer.write(
                        content.format(),
                        new AccessTokenWriter.Holder(
                                content.subject(),
                                user == null ? null : user.username(),
                                content.clientId(),
                                scope,
                                content.sid(),
                                grant.id().toString(),
                                content.authTime(),
                                content.amr(),
                                position,
                                terms))
                .await()
                .indefinitely();
        return new Access(written, scope, terms.beside());
    }

    /** @param grant as it is once it was rotated */
    Minted with(Access access, Grant grant, @Nullable Found user) {
        var written = access.written();
        return new Minted(
                written.value(),
                written.token().id(),
                written.expiresIn(),
                tokens.write(new RefreshToken(grant.id(), grant.generation())),
                access.scope(),
                access.scope().has(Scope.OPENID)
                        ? idToken(grant.content(), user, written.value(), access.beside())
                        : null,
                grant.id().toString());
    }

    /** What is asked of what was granted; never the administrator's scope for one who no longer is. */
    static Scope scope(Scope granted, @Nullable Found user, @Nullable Scope asked) {
        Scope scope = asked == null || asked.isEmpty() ? granted : asked;
        if (user == null || user.scope().has(Scope.ADMIN) || !scope.has(Scope.ADMIN)) {
            return scope;
        }
        var kept = new LinkedHashSet<>(scope.tokens());
        kept.remove(Scope.ADMIN);
        return new Scope(kept);
    }

    /** The claims that were given at first, with the values that they have now; without those that have none. */
    static Map<String, Object> claims(Map<String, Object> first, Found user) {
        Map<String, Object> now = user.allClaims();
        now.keySet().retainAll(first.keySet());
        return now;
    }

    private @Nullable String idToken(
            Grant.Content content, @Nullable Found user, String accessToken, @Nullable Beside beside) {
        String audience = content.idTokenAudience();
        if (audience == null || user == null) {
            return null;
        }
        var signedIn = new SignedIn(
                content.subject(),
                audience,
                content.clientId(),
                null,
                content.authTime(),
                content.amr(),
                content.sid(),
                accessToken,
                claims(read(content.idTokenClaims()), user));
        return idTokens.sign(signedIn, beside).await().indefinitely();
    }

    private Map<String, Object> read(@Nullable String claims) {
        try {
            return claims == null ? Map.of() : json.readValue(claims, OBJECT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the claims of a grant are not JSON", e);
        }
    }
}
