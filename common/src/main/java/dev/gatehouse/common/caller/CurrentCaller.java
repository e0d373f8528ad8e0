package dev.gatehouse.common.caller;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.scope.Scope;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The caller of the request at hand, on endpoints marked {@link RequiresCaller}. */
@RequestScoped
public class CurrentCaller {
    private final CallerConfig config;
    private @Nullable Caller caller;

    CurrentCaller(CallerConfig config) {
        this.config = config;
    }

    void set(Caller caller) {
        this.caller = caller;
    }

    /** @throws IllegalStateException on an endpoint that is not marked */
    public Caller get() {
        if (caller == null) {
            throw new IllegalStateException("the endpoint is not marked @RequiresCaller");
        }
        return caller;
    }

    /** The caller, who must hold {@code scope}; else the call ends in 403 insufficient_scope (RFC 6750, section 3.1). */
    public Caller with(String scope) {
        Caller present = get();
        if (!present.scope().has(scope)) {
            throw refused("insufficient_scope", "This needs the scope " + scope + ".", scope);
        }
        return present;
    }

    /** The user, who must hold {@code scope}; a client that acts for itself is refused with 403. */
    public UUID userWith(String scope) {
        UUID user = with(scope).user();
        if (user == null) {
            throw refused("user_required", "This is about a user; a client acting for itself has none.", scope);
        }
        return user;
    }

    /**
     * Whatever a user consented to, some things no application does for them, nor a key that a program holds: else the
     * call ends in 403.
     */
    public void firstHand() {
        if (!get().firstHand()) {
            throw new WebApplicationException(Problem.of(
                            403,
                            "first_hand_only",
                            "Only the user themselves may do this, not an application or a key.")
                    .response());
        }
    }

    /** The user who manages their own account: scope {@code account}, {@linkplain #firstHand() first-hand}. */
    public UUID accountOwner() {
        UUID user = userWith(Scope.ACCOUNT);
        firstHand();
        return user;
    }

    /**
     * What cannot be undone, or lets someone in for good, takes more than a device that was left open: the user must have
     * proved a short while ago who they are, else the call ends in 403 insufficient_user_authentication (RFC 9470,
     * section 3).
     */
    public void recently() {
        if (!recent()) {
            throw insufficient("This needs a sign-in of the last " + seconds() + " seconds.", "");
        }
    }

    /**
     * What takes a factor away takes one: as {@link #recently}, and the user must have signed in with more than one, else
     * whoever has the one alone would be rid of the other.
     */
    public void recentlyWithMultipleFactors() {
        if (!recent() || !get().multipleFactors()) {
            throw multipleFactorsDue();
        }
    }

    /** The refusal of {@link #recentlyWithMultipleFactors}, for whoever finds out later that it is due. */
    public WebApplicationException multipleFactorsDue() {
        return insufficient(
                "This needs a sign-in of the last " + seconds() + " seconds, with more than one factor.",
                ", acr_values=\"" + AuthenticationClass.MULTIPLE.value() + "\"");
    }

    /** {@code answer} to whoever has no session any more: a browser that came by its cookie forgets it. */
    public Response leaving(Response answer) {
        return get().method().equals("session")
                ? Response.fromResponse(answer)
                        .header("Set-Cookie", SessionService.CLEARED_COOKIE)
                        .build()
                : answer;
    }

    private boolean recent() {
        return recent(get(), seconds());
    }

    static boolean recent(Caller caller, long seconds) {
        Instant authTime = caller.authTime();
        // Whole seconds, as authTime has them.
        return authTime != null
                && !authTime.plusSeconds(seconds).isBefore(Instant.now().truncatedTo(SECONDS));
    }

    private long seconds() {
        return config.recently().toSeconds();
    }

    private WebApplicationException insufficient(String detail, String more) {
        return new WebApplicationException(Problem.of(403, "insufficient_user_authentication", detail)
                .builder()
                .header(
                        "WWW-Authenticate",
                        "Bearer error=\"insufficient_user_authentication\", max_age=\"" + seconds() + "\"" + more)
                .build());
    }

    private static WebApplicationException refused(String code, String detail, String scope) {
        return new WebApplicationException(Problem.of(Response.Status.FORBIDDEN, code, detail)
                .builder()
                .header("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"")
                .build());
    }
}
