package dev.gatehouse.session.attempt;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gatehouse.common.peer.SignInSteps.HalfAuthenticated;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in whose password was right.
 *
 * @param amr what was proved (RFC 8176)
 * @param authTime when
 * @param basis for identity-service, with the second step
 * @param factors which would do
 * @param moment when the password was typed, by the clock of the store of sessions
 * @param returnTo where the browser is led after
 * @param acr what the sign-in has to reach; null where nothing is demanded
 * @param remember whether the session is to outlive the browser; null for as it was
 */
@RegisterForReflection
public record Attempt(
        UUID subject,
        String username,
        List<String> amr,
        Instant authTime,
        @Nullable String basis,
        List<String> factors,
        @JsonProperty("begun") @Nullable Long moment,
        String returnTo,
        @Nullable String acr,
        @Nullable Boolean remember) {
    /** So long there is for the second factor. */
    public static final Duration LIFE = Duration.ofMinutes(10);

    public static Attempt of(
            HalfAuthenticated half, long moment, String returnTo, @Nullable String acr, @Nullable Boolean remember) {
        return new Attempt(
                half.subject(),
                half.username(),
                half.amr(),
                half.authTime(),
                half.basis(),
                half.factors(),
                moment,
                returnTo,
                acr,
                remember);
    }
}
