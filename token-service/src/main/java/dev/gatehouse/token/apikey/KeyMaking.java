package dev.gatehouse.token.apikey;

import dev.gatehouse.common.caller.Caller;
import dev.gatehouse.common.request.RequestConfig;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes API keys. Blocks. */
@Singleton
class KeyMaking {
    /** While the caller was let in, or before: a key that is made then is not to outlive it. */
    private static final Refused SIGNED_OUT =
            new Refused(401, "invalid_token", "The user was signed out everywhere meanwhile.");

    private static final Duration LONGEST = Duration.ofDays(36_500);
    /** So far one clock may be behind another. */
    private static final Duration CLOCKS = Duration.ofSeconds(10);

    private final ApiKeyStore store;
    private final ApiKeyConfig config;
    /** So long ago at most a call was let in that is still answered, by whichever clock. */
    private final Duration underWay;

    KeyMaking(ApiKeyStore store, ApiKeyConfig config, RequestConfig bounds) {
        this.store = store;
        this.config = config;
        underWay = bounds.deadline().plus(CLOCKS);
    }

    /** What came of it. */
    sealed interface Outcome {}

    /** @param secret shown now and never again */
    record Made(KeyRow key, String secret) implements Outcome {}

    record TooMany(int limit) implements Outcome {}

    /** @param status of the answer */
    record Refused(int status, String code, String detail) implements Outcome {}

    Outcome make(Caller caller, UUID user, String name, Scope scope, @Nullable Instant expiresAt) {
        Refused objection = objection(caller, scope, expiresAt, Instant.now());
        if (objection != null) {
            return objection;
        }
        String secret = Secrets.generate(SecretKind.API_KEY);
        Instant since = since(caller, Instant.now().minus(underWay));
        return store.add(user, name, scope, expiresAt, Secrets.sha256(secret), config.perUser(), since)
                .<Outcome>map(key -> new Made(key, secret))
                .orElseGet(() -> store.signedOut(user, since) ? SIGNED_OUT : new TooMany(config.perUser()));
    }

    /**
     * From when on a sign-out everywhere forbids the key. What was before the call was looked at when that was let in; when
     * somebody who came from a provider proved who they are may be long ago, or not known.
     *
     * @param letIn the earliest that it can have been let in
     */
    static Instant since(Caller caller, Instant letIn) {
        Instant proved = caller.authTime();
        return proved == null || proved.isBefore(letIn) ? letIn : proved;
    }

    /** Why this caller may not have such a key; null where they may. */
    static @Nullable Refused objection(Caller caller, Scope scope, @Nullable Instant expiresAt, Instant now) {
        if (caller.method().equals("api_key")) {
            // Else a leaked key could outlive its deletion by the keys that it has made.
            return new Refused(403, "api_key_refused", "An API key cannot make another one.");
        }
        if (caller.clientId() != null) {
            // Else what was agreed to for an application would outlive the agreement, under the user's own name.
            return new Refused(403, "first_hand_only", "Only the user themselves may make keys, not an application.");
        }
        if (scope.isEmpty()) {
            return new Refused(400, "invalid_scope", "A key needs a scope.");
        }
        if (!caller.scope().covers(scope)) {
            return new Refused(400, "invalid_scope", "The scope goes beyond what the caller may do.");
        }
        if (expiresAt != null && (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST)))) {
            return new Refused(400, "invalid_request", "expires_at must lie in the future, at most 100 years ahead.");
        }
        return null;
    }
}
