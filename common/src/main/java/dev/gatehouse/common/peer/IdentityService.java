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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What identity-service offers to the other services. Expected refusals are values, not error codes. */
@RegisterForReflection(ignoreNested = false)
public interface IdentityService extends SignInSteps, MailSteps {
    String NAME = "identity-service";

    /** What a browser keeps of having signed in is no longer than this. */
    int LONGEST_DEVICE = 200;

    /** No claim of a user from elsewhere is longer. */
    int LONGEST_CLAIM = 500;

    /** Checks a user's password. */
    Uni<Authentication> authenticate(Credentials credentials);

    /**
     * Checks the password of a user, or the secret of a service account, for one call by HTTP Basic, which is no sign-in:
     * only refusals are noted.
     */
    Uni<CallAuthentication> authenticateCall(Credentials credentials);

    /** The profile of a user; {@link Found} or {@link Absent}. */
    Uni<UserLookup> user(UUID id);

    /** Finds the user that an upstream provider's subject belongs to, or makes one. Never links by e-mail. */
    Uni<Authentication> federated(FederatedIdentity identity);

    /** Links an upstream provider's subject to a user who is signed in and has just signed in there, too. */
    Uni<Linking> link(LinkOrder order);

    /** A challenge for a browser that somebody wants to sign in with by passkey. */
    Uni<PasskeyAsking> passkeyOptions(PasskeyBrowser browser);

    /** Checks the use of a passkey; one sort of refusal alone, {@code invalid_credentials}. */
    Uni<Authentication> authenticatePasskey(PasskeySignIn signIn);

    /** Notes in the audit trail that an administrator signs somebody out. */
    Uni<Void> noteSignOut(SignOut signOut);

    /** {@code kept} by a browser, unless it is too long to be ours. */
    static @Nullable String plausible(@Nullable String kept) {
        return kept == null || kept.length() > LONGEST_DEVICE ? null : kept;
    }

    /**
     * @param actor the administrator's id
     * @param session the sid of the one that ends; null for all of the user's
     */
    record SignOut(
            @NotNull UUID user,
            @NotBlank @Size(max = 254) String actor,
            @Nullable @Size(max = 64) String session) {}

    /**
     * @param otp a one-time password or a recovery code, where a second factor is due
     * @param passkey in place of it, where the user has one
     * @param device what a browser keeps of having signed in before, so that others' wrong tries do not shut it out
     * @param browser the secret of the one that was given the challenge for the passkey
     */
    record Credentials(
            @NotBlank @Size(max = 254) String username,
            @NotBlank @Size(max = 256) String password,
            @Nullable @Size(max = 64) String otp,
            @Nullable @Valid PasskeyAssertion passkey,
            @Nullable @Size(max = LONGEST_DEVICE) String device,
            @Nullable @Size(max = 64) String browser) {
        public Credentials(String username, String password, @Nullable String otp) {
            this(username, password, otp, null, null, null);
        }

        /**
         * The same from a browser; what is too long to be ours is passed over.
         *
         * @param newDevice the cookie that it keeps of having signed in before
         * @param newBrowser the cookie that came with the challenge for the passkey
         */
        public Credentials from(@Nullable String newDevice, @Nullable String newBrowser) {
            return new Credentials(
                    username,
                    password,
                    otp,
                    passkey,
                    plausible(newDevice),
                    newBrowser == null || newBrowser.length() > 64 ? null : newBrowser);
        }

        /** Keeps the password out of logs. */
        @Override
        public String toString() {
            return "Credentials[" + username + "]";
        }
    }

    /** @param user who is signed in here */
    record LinkOrder(@NotNull UUID user, @NotNull @Valid FederatedIdentity identity) {}

    /** What came of linking. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Linked.class, name = "linked"),
        @JsonSubTypes.Type(value = LinkedToAnother.class, name = "linked_to_another"),
        @JsonSubTypes.Type(value = NobodyToLink.class, name = "nobody")
    })
    sealed interface Linking permits Linked, LinkedToAnother, NobodyToLink {}

    /** It is the user's now, or was before. */
    record Linked() implements Linking {}

    /** It signs another user in, and stays theirs. */
    record LinkedToAnother() implements Linking {}

    /** No such user, or one that is deactivated. */
    record NobodyToLink() implements Linking {}

    /** What came of the credentials on a call: what may come of a sign-in, or a service account, which never signs in. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Authenticated.class, name = "authenticated"),
        @JsonSubTypes.Type(value = ServiceAuthenticated.class, name = "service_authenticated"),
        @JsonSubTypes.Type(value = Refused.class, name = "refused"),
        @JsonSubTypes.Type(value = Busy.class, name = "busy"),
        @JsonSubTypes.Type(value = Throttled.class, name = "throttled")
    })
    sealed interface CallAuthentication permits Authentication, ServiceAuthenticated {}

    /** A service account, which acts for itself. @param subject its id, which is no user's */
    record ServiceAuthenticated(String subject, Scope scope) implements CallAuthentication {}

    /** @param secret known to that browser alone, which nobody else can answer for */
    record PasskeyBrowser(@NotBlank @Size(max = 64) String secret) {
        /** Keeps the secret out of logs. */
        @Override
        public String toString() {
            return "PasskeyBrowser[]";
        }
    }

    /** What came of asking for a challenge. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = PasskeyAsked.class, name = "asked"),
        @JsonSubTypes.Type(value = PasskeyWait.class, name = "wait")
    })
    sealed interface PasskeyAsking permits PasskeyAsked, PasskeyWait {}

    record PasskeyAsked(PasskeyRequestOptions options) implements PasskeyAsking {}

    /** There were too many from this network address of late. */
    record PasskeyWait(int retryAfterSeconds) implements PasskeyAsking {}

    /**
     * The answer of a browser to the challenge that it was given.
     *
     * @param device what it keeps of having signed in before
     */
    record PasskeySignIn(
            @NotNull @Valid PasskeyBrowser browser,
            @NotNull @Valid PasskeyAssertion assertion,
            @Nullable @Size(max = LONGEST_DEVICE) String device) {
        public PasskeySignIn(PasskeyBrowser browser, PasskeyAssertion assertion) {
            this(browser, assertion, null);
        }

        /** The same with the cookie that the browser keeps; what is too long to be ours is passed over. */
        public PasskeySignIn from(@Nullable String newDevice) {
            return new PasskeySignIn(browser, assertion, plausible(newDevice));
        }
    }

    /** What came of a sign-in. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Authenticated.class, name = "authenticated"),
        @JsonSubTypes.Type(value = Refused.class, name = "refused"),
        @JsonSubTypes.Type(value = Busy.class, name = "busy"),
        @JsonSubTypes.Type(value = Throttled.class, name = "throttled")
    })
    sealed interface Authentication extends CallAuthentication, FirstStep
            permits Authenticated, Refused, Busy, Throttled {}

    /**
     * @param scope all that this user may do first-hand
     * @param amr how they proved who they are (RFC 8176)
     * @param authTime when they did; {@link #UNKNOWN} where a provider does not say, so that it is never recent
     * @param device what a browser is to keep from now on; null where it has that already, or nothing can be kept
     * @param signedInAt when the sign-in here began, where that was long after the proof, as with a provider that answers from a
     *     session of its own; null for {@code authTime}
     */
    record Authenticated(
            UUID subject,
            String username,
            Scope scope,
            List<String> amr,
            Instant authTime,
            @Nullable String device,
            @JsonProperty("since") @Nullable Instant signedInAt)
            implements Authentication {
        /** Nobody knows when they proved it. */
        public static final Instant UNKNOWN = Instant.EPOCH;

        public Authenticated(UUID subject, String username, Scope scope, List<String> amr, Instant authTime) {
            this(subject, username, scope, amr, authTime, null, null);
        }

        /** When the sign-in here began: what ended before that, a sign-out everywhere say, does not concern it. */
        public Instant begun() {
            return signedInAt == null ? authTime : signedInAt;
        }

        /** The same, begun at {@code instant}. */
        public Authenticated begun(Instant instant) {
            return new Authenticated(subject, username, scope, amr, authTime, device, instant);
        }

        /** The same with something to keep. */
        public Authenticated on(@Nullable String newDevice) {
            return new Authenticated(subject, username, scope, amr, authTime, newDevice, signedInAt);
        }
    }

    /**
     * @param code {@code invalid_credentials}, {@link #SECOND_FACTOR_REQUIRED} or {@link #ANOTHER_USER}
     * @param factors which second factors would do: {@code totp}, {@code email}, {@code passkey}; null where none is due
     */
    record Refused(String code, @Nullable List<String> factors) implements Authentication {
        /** All was right, and one more factor is due. */
        public static final String SECOND_FACTOR_REQUIRED = "second_factor_required";

        /** Whoever came from a provider is not whom it was {@linkplain FederatedIdentity#expected to be}. */
        public static final String ANOTHER_USER = "another_user";

        public Refused(String code) {
            this(code, null);
        }
    }

    /** Too many passwords are being hashed at once. @param retryAfterSeconds when to come back */
    record Busy(int retryAfterSeconds) implements Authentication {}

    /** There were too many wrong tries. @param retryAfterSeconds when the next is looked at */
    record Throttled(int retryAfterSeconds) implements Authentication {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Found.class, name = "found"),
        @JsonSubTypes.Type(value = Absent.class, name = "absent")
    })
    sealed interface UserLookup permits Found, Absent {}

    /** @param claims standard claims by their names (OpenID Connect Core, section 5.1), those that are members here not among them */
    record Found(
            UUID subject,
            String username,
            Map<String, Object> claims,
            @Nullable String email,
            boolean emailVerified,
            Instant updatedAt,
            Scope scope)
            implements UserLookup {
        /** The claims with those that are members here. */
        public Map<String, Object> allClaims() {
            var all = new LinkedHashMap<>(claims);
            all.put("preferred_username", username);
            all.put("updated_at", updatedAt.getEpochSecond());
            if (email != null) {
                all.put("email", email);
                all.put("email_verified", emailVerified);
            }
            if (all.containsKey("phone_number")) {
                // Nobody has called it.
                all.put("phone_number_verified", false);
            }
            return all;
        }
    }

    /** No such user, or one that is deactivated. */
    record Absent() implements UserLookup {}
}
