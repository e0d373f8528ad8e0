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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What session-service offers to the other services. */
@RegisterForReflection(ignoreNested = false)
public interface SessionService {
    String NAME = "session-service";
    /** The session cookie; browsers hold a cookie of this prefix to Secure, Path=/ and no Domain. */
    String COOKIE = "__Host-gatehouse";
    /** What a browser keeps of having signed in, so that those who guess at the account do not shut it out. */
    String DEVICE_COOKIE = "__Host-gatehouse-device";
    /** What a browser is known by between the challenge for its passkey and the answer. */
    String PASSKEY_COOKIE = "__Host-gatehouse-passkey";

    /** So many sessions are in one answer. */
    int MOST_SESSIONS = 500;

    /** Opens a session for a user that was authenticated elsewhere (an upstream provider). */
    Uni<Opened> open(Open order);

    /** Whose session a cookie names, and whether the call may go on (CSRF). */
    Uni<Lookup> lookup(CookieUse use);

    /** The sessions of a user that were used last, up to {@link #MOST_SESSIONS}. */
    Uni<OpenSessions> of(UUID user);

    /** Ends all sessions of a user; they and their tokens are revoked before, by whoever asks. */
    Uni<Void> endAll(UUID user);

    record Open(@NotNull @Valid IdentityService.Authenticated user) {}

    /** @param setCookie the whole value of the Set-Cookie header */
    record Opened(String setCookie, String sid) {}

    /**
     * @param cookie the cookie's value
     * @param method the HTTP method of the call that carries it; safe methods need no CSRF token
     * @param csrfToken from the header X-CSRF-Token or the form
     * @param origin the Origin header
     */
    record CookieUse(
            @NotBlank @Size(max = 128) String cookie,
            @NotBlank @Size(max = 32) String method,
            @Nullable @Size(max = 128) String csrfToken,
            @Nullable @Size(max = 512) String origin) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Live.class, name = "live"),
        @JsonSubTypes.Type(value = NoSession.class, name = "none"),
        @JsonSubTypes.Type(value = CsrfRefused.class, name = "csrf")
    })
    sealed interface Lookup permits Live, NoSession, CsrfRefused {}

    /**
     * @param sid public name of the session; not the cookie's value
     * @param until when it ends if it is not used again, or at the latest; null where it is not to be relied on later
     */
    record Live(
            String sid,
            UUID subject,
            String username,
            Scope scope,
            List<String> amr,
            Instant authTime,
            String csrfToken,
            @Nullable Instant until)
            implements Lookup {}

    record NoSession() implements Lookup {}

    record CsrfRefused() implements Lookup {}

    record OpenSessions(List<OpenSession> sessions) {}

    /** @param amr how the user proved who they are (RFC 8176) */
    record OpenSession(
            String sid,
            List<String> amr,
            Instant authTime,
            Instant createdAt,
            Instant lastUsedAt,
            @Nullable String userAgent,
            @Nullable String address) {}
}
