package dev.gatehouse.token.verify;

import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.IdentityService.Credentials;
import dev.gatehouse.common.peer.IdentityService.ServiceAuthenticated;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.SessionService.CookieUse;
import dev.gatehouse.common.peer.SessionService.Live;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.session.CookieDigest;
import dev.gatehouse.common.session.CsrfCheck;
import dev.gatehouse.token.access.AccessToken;
import dev.gatehouse.token.apikey.ApiKey;
import dev.gatehouse.token.apikey.ApiKeys;
import dev.gatehouse.token.revocation.Revocations;
import dev.gatehouse.token.verify.Fault.Scheme;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds who is behind a credential, by whoever knows that kind. Never blocks. */
@Singleton
class Identification {
    private static final Unknown NOBODY = new Unknown(Optional.empty());
    private static final Unknown NO_KEY = bad(Scheme.Bearer, "the API key is malformed, unknown or expired");

    private final TokenCheck tokens;
    private final ApiKeys keys;
    private final Revocations revocations;
    private final IdentityService identity;
    private final KnownSessions sessions;
    private final CsrfCheck csrf;

    Identification(
            TokenCheck tokens,
            ApiKeys keys,
            Revocations revocations,
            IdentityService identity,
            KnownSessions sessions,
            CsrfCheck csrf) {
        this.tokens = tokens;
        this.keys = keys;
        this.revocations = revocations;
        this.identity = identity;
        this.sessions = sessions;
        this.csrf = csrf;
    }

    /** What came of it. */
    sealed interface Outcome {}

    record Known(Identity identity) implements Outcome {}

    /** @param fault what is wrong with the token, where one was given */
    record Unknown(Optional<Fault> fault) implements Outcome {}

    record CsrfRefused() implements Outcome {}

    record Busy(int retryAfterSeconds) implements Outcome {}

    /** There were too many wrong tries. */
    record Throttled(int retryAfterSeconds) implements Outcome {}

    record BadRequest(String reason) implements Outcome {}

    Uni<Outcome> of(Credential credential, OriginalCall call) {
        return switch (credential) {
            case Credential.Basic(String username, String password) -> basic(username, password, call.browser());
            case Credential.BearerToken(String token) ->
                tokens.bearer(token, call).map(Identification::outcome);
            case Credential.ProvedToken(String token) ->
                tokens.proved(token, call).map(Identification::outcome);
            case Credential.ApiKey(String secret) -> apiKey(secret);
            case Credential.SessionCookie(String value) -> session(value, call.browser());
            case Credential.None() -> Uni.createFrom().item(NOBODY);
            case Credential.Malformed(Scheme token) ->
                Uni.createFrom().item(token == null ? NOBODY : bad(token, "the token is malformed"));
            case Credential.Ambiguous(String reason) -> Uni.createFrom().item(new BadRequest(reason));
        };
    }

    private Uni<Outcome> basic(String username, String password, BrowserCall call) {
        if (!csrf.permitsPassword(call.method(), call.origin(), call.fetchSite())) {
            return Uni.createFrom().item(new CsrfRefused());
        }
        // Nothing to revoke: the password itself is checked now.
        return identity.authenticateCall(new Credentials(username, password, null))
                .map(answer -> switch (answer) {
                    case Authenticated user -> new Known(of(user, Instant.now()));
                    case ServiceAuthenticated service -> new Known(of(service));
                    case IdentityService.Refused ignored -> NOBODY;
                    case IdentityService.Busy(int seconds) -> new Busy(seconds);
                    case IdentityService.Throttled(int seconds) -> new Throttled(seconds);
                });
    }

    private static Outcome outcome(TokenCheck.Found found) {
        return switch (found) {
            case TokenCheck.Good(AccessToken token) -> new Known(of(token));
            case TokenCheck.Bad(Fault fault) -> new Unknown(Optional.of(fault));
        };
    }

    private static Unknown bad(Scheme scheme, String description) {
        return new Unknown(Optional.of(Fault.token(scheme, description)));
    }

    private Uni<Outcome> apiKey(String secret) {
        return keys.use(secret)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(NO_KEY)
                        : unlessRevoked(
                                List.of(user(found.get().subject().toString())),
                                found.get().createdAt(),
                                of(found.get()),
                                NO_KEY));
    }

    private Uni<Outcome> session(String cookie, BrowserCall call) {
        boolean permitted =
                csrf.permits(new CookieUse(cookie, call.method(), call.csrfToken(), call.origin(), call.fetchSite()));
        return sessions.of(cookie).chain(answer -> switch (answer) {
            case Live ignored when !permitted -> Uni.createFrom().item(new CsrfRefused());
            case Live live ->
                unlessRevoked(
                        List.of(
                                CookieDigest.revocation(CookieDigest.name(CookieDigest.of(cookie))),
                                new Revoke(Kind.sid, live.sid()),
                                user(live.subject().toString())),
                        live.begun(),
                        of(live),
                        NOBODY);
            case SessionService.NoSession() -> Uni.createFrom().item(NOBODY);
            case SessionService.CsrfRefused() -> Uni.createFrom().item(new CsrfRefused());
        });
    }

    private Uni<Outcome> unlessRevoked(List<Revoke> names, Instant since, Identity known, Unknown otherwise) {
        return revocations.revoked(names, since).map(revoked -> revoked ? otherwise : new Known(known));
    }

    private static Revoke user(String subject) {
        return new Revoke(Kind.user, subject);
    }

    static Identity of(Authenticated user, Instant now) {
        return new Identity(
                user.subject().toString(),
                user.username(),
                null,
                user.scope(),
                List.of(),
                Identity.Method.basic,
                null,
                user.amr(),
                now,
                null,
                null,
                null);
    }

    static Identity of(ServiceAuthenticated service) {
        // Like a client that acts for itself.
        return new Identity(
                service.subject(),
                null,
                service.subject(),
                service.scope(),
                List.of(),
                Identity.Method.basic,
                null,
                List.of(),
                null,
                null,
                null,
                null);
    }

    static Identity of(AccessToken token) {
        return new Identity(
                token.subject(),
                token.username(),
                token.clientId(),
                token.scope(),
                token.audience(),
                token.format() == Format.jwt ? Identity.Method.jwt : Identity.Method.opaque,
                token.sid(),
                token.amr(),
                token.authTime(),
                token.expiresAt(),
                token.actor(),
                token.confirmation(),
                token.particulars());
    }

    static Identity of(ApiKey key) {
        return new Identity(
                key.subject().toString(),
                key.username(),
                null,
                key.scope(),
                List.of(),
                Identity.Method.api_key,
                null,
                List.of(),
                null,
                key.expiresAt(),
                null,
                null);
    }

    static Identity of(Live session) {
        return new Identity(
                session.subject().toString(),
                session.username(),
                null,
                session.scope(),
                List.of(),
                Identity.Method.session,
                session.sid(),
                session.amr(),
                session.authTime(),
                null,
                null,
                null);
    }
}
