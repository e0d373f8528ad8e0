package dev.gatehouse.common.peer;

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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What session-service offers to the other services. */
@RegisterForReflection(ignoreNested = false)
public interface SessionService {
    String NAME = "session-service";
    /** The session cookie; browsers hold a cookie of this prefix to Secure, Path=/ and no Domain. */
    String COOKIE = "__Host-gatehouse";
    /** The Set-Cookie header that takes it away from the browser (RFC 6265, section 5.3). */
    String CLEARED_COOKIE = COOKIE + "=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0";
    /** What a browser keeps of having signed in, so that those who guess at the account do not shut it out. */
    String DEVICE_COOKIE = "__Host-gatehouse-device";
    /** What a browser is known by between the challenge for its passkey and the answer. */
    String PASSKEY_COOKIE = "__Host-gatehouse-passkey";

    /** So many sessions are in one answer. */
    int MOST_SESSIONS = 500;

    /** Opens a session for a user that was authenticated elsewhere (an upstream provider). */
    Uni<Opening> open(Open order);

    /** Whose session a cookie names, and whether the call may go on (CSRF). */
    Uni<Lookup> lookup(CookieUse use);

    /** The sessions of a user that were used last, up to {@link #MOST_SESSIONS}. */
    Uni<OpenSessions> of(UUID user);

    /**
     * Ends all sessions of a user, and has whoever is about to sign in do it anew; all of the user's tokens are revoked
     * before, by whoever asks.
     */
    Uni<Void> endAll(UUID user);

    /** Ends a session at the wish of a client (OpenID Connect RP-Initiated Logout, section 2), and revokes its tokens. */
    Uni<SignedOut> signOut(SignOut order);

    /** Which of these sessions go on. */
    Uni<Standing> standing(Sessions asked);

    /** So many sessions are asked about at once. */
    int MOST_ASKED = 500;

    /**
     * @param subject whose session it is: another's stays
     * @param cookie the session that the browser shows; it is taken away where it is this one, or none
     */
    record SignOut(
            @NotBlank @Size(max = 64) String sid,
            @NotNull UUID subject,
            @Nullable @Size(max = 128) String cookie) {
        /** Keeps the cookie out of logs. */
        @Override
        public String toString() {
            return "SignOut[" + sid + "]";
        }
    }

    /**
     * @param ended false where there was no such session any more
     * @param setCookies whole values of Set-Cookie headers, for the browser that asked
     */
    record SignedOut(boolean ended, List<String> setCookies) {}

    record Sessions(@NotNull @Size(max = MOST_ASKED) List<@NotNull @Valid Named> sessions) {}

    record Named(
            @NotNull UUID subject, @NotBlank @Size(max = 64) String sid) {}

    /** Those that go on; what is not among them is over. */
    record Standing(List<GoingOn> sessions) {}

    /** @param until when it ends if it is not used again, or at the latest */
    record GoingOn(String sid, Instant until) {}

    /**
     * @param cookie the session that the browser shows: it is renewed where it is the user's, else it ends; null for none
     * @param remember whether the session is to outlive the browser; null for as it was
     */
    record Open(
            @NotNull @Valid IdentityService.Authenticated user,
            @Nullable @Size(max = 128) String cookie,
            @Nullable Boolean remember) {
        /** From a browser; a cookie that is too long to be ours is passed over. */
        public static Open of(IdentityService.Authenticated user, @Nullable String cookie, @Nullable Boolean remember) {
            return new Open(user, cookie == null || cookie.length() > 128 ? null : cookie, remember);
        }

        /** Keeps the cookie out of logs. */
        @Override
        public String toString() {
            return "Open[" + user.subject() + "]";
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Opened.class, name = "opened"),
        @JsonSubTypes.Type(value = Overtaken.class, name = "overtaken")
    })
    sealed interface Opening permits Opened, Overtaken {}

    /**
     * @param setCookie the whole value of the Set-Cookie header
     * @param deviceCookie of another such header, for what the browser is to keep of having signed in; null where there is
     *     nothing
     */
    record Opened(String setCookie, String sid, @Nullable String deviceCookie) implements Opening {}

    /** The user was signed out everywhere after this sign-in had begun: it does not count. */
    record Overtaken() implements Opening {}

    /**
     * @param cookie the cookie's value
     * @param method the HTTP method of the call that carries it; safe methods need no CSRF token
     * @param csrfToken from the header X-CSRF-Token or the form
     * @param origin the Origin header
     * @param fetchSite the header Sec-Fetch-Site
     */
    record CookieUse(
            @NotBlank @Size(max = 128) String cookie,
            @NotBlank @Size(max = 32) String method,
            @Nullable @Size(max = 128) String csrfToken,
            @Nullable @Size(max = 512) String origin,
            @Nullable @Size(max = 32) String fetchSite) {
        /** Of a call that changes nothing. */
        public static CookieUse reading(String cookie) {
            return new CookieUse(cookie, "GET", null, null, null);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Live.class, name = "live"),
        @JsonSubTypes.Type(value = NoSession.class, name = "none"),
        @JsonSubTypes.Type(value = CsrfRefused.class, name = "csrf")
    })
    sealed interface Lookup permits Live, NoSession, CsrfRefused {}

    /**
     * @param sid public name of the session; not the cookie's value
     * @param authTime when the user proved who they are; {@link IdentityService.Authenticated#UNKNOWN} where nobody knows
     * @param until when it ends if it is not used again, or at the latest; null where it is not to be relied on later
     * @param signedInAt when the sign-in here began, where that was long after the proof; null for {@code authTime}
     */
    record Live(
            String sid,
            UUID subject,
            String username,
            Scope scope,
            List<String> amr,
            Instant authTime,
            String csrfToken,
            @Nullable Instant until,
            @JsonProperty("since") @Nullable Instant signedInAt)
            implements Lookup {
        /** When the sign-in here began: what ended before that, a sign-out everywhere say, does not concern it. */
        public Instant begun() {
            return signedInAt == null ? authTime : signedInAt;
        }
    }

    record NoSession() implements Lookup {}

    record CsrfRefused() implements Lookup {}

    record OpenSessions(List<OpenSession> sessions) {}

    /**
     * @param amr how the user proved who they are (RFC 8176)
     * @param device as its owner would know it again
     * @param remembered whether it outlives the browser
     */
    record OpenSession(
            String sid,
            List<String> amr,
            Instant authTime,
            Instant createdAt,
            Instant lastUsedAt,
            String device,
            @Nullable String address,
            boolean remembered) {}
}
