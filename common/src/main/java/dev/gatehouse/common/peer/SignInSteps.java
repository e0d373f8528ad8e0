package dev.gatehouse.common.peer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.IdentityService.Authentication;
import dev.gatehouse.common.peer.IdentityService.Busy;
import dev.gatehouse.common.peer.IdentityService.Credentials;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.common.peer.IdentityService.Throttled;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What identity-service offers to pages, which sign in step by step; programs give all at once. */
@RegisterForReflection(ignoreNested = false)
public interface SignInSteps {
    /** Checks a user's password; who has a second factor is {@link HalfAuthenticated} where none was given. */
    Uni<FirstStep> firstStep(Credentials credentials);

    /**
     * Checks a second factor alone, of a user who has proved the first. {@link Authenticated} tells what is proved all in all;
     * where the user has no factor any more, that is what it was.
     */
    Uni<Authentication> secondStep(SecondStep step);

    /** What a user can prove beside the first factor, and mails a code where that is wanted and is one of them. */
    Uni<Ways> ways(WaysOrder order);

    /** What came of the first step. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Authenticated.class, name = "authenticated"),
        @JsonSubTypes.Type(value = HalfAuthenticated.class, name = "half_authenticated"),
        @JsonSubTypes.Type(value = Refused.class, name = "refused"),
        @JsonSubTypes.Type(value = Busy.class, name = "busy"),
        @JsonSubTypes.Type(value = Throttled.class, name = "throttled")
    })
    sealed interface FirstStep permits Authentication, HalfAuthenticated {}

    /**
     * The password is right, and a second factor is due; until it is there, this is for nobody but who asked. Where codes by
     * mail are all that would do, one is on its way.
     *
     * @param amr what was proved (RFC 8176)
     * @param basis to be given back with the second step: another password ends the sign-in
     * @param factors which second factors would do: {@code totp}, {@code email}, {@code passkey}
     */
    record HalfAuthenticated(
            UUID subject, String username, List<String> amr, Instant authTime, String basis, List<String> factors)
            implements FirstStep {}

    /**
     * @param amr what was proved before
     * @param authTime when
     * @param basis as it was given with the first step; null where a session shows it
     * @param otp a one-time password or a recovery code
     * @param passkey in place of it
     */
    record SecondStep(
            @NotNull UUID subject,
            @NotEmpty List<String> amr,
            @NotNull Instant authTime,
            @Nullable @Size(max = 64) String basis,
            @Nullable @Size(max = 64) String otp,
            @Nullable @Valid PasskeyAssertion passkey,
            @Nullable @Size(max = 64) String browser,

            @Nullable @Size(max = IdentityService.LONGEST_DEVICE)
            String device) {
        /** By code. */
        public static SecondStep code(
                UUID subject,
                List<String> amr,
                Instant authTime,
                @Nullable String basis,
                String otp,
                @Nullable String device) {
            return new SecondStep(subject, amr, authTime, basis, otp, null, null, IdentityService.plausible(device));
        }

        /** By passkey. @param browser the secret of the one that was given the challenge */
        public static SecondStep passkey(
                UUID subject,
                List<String> amr,
                Instant authTime,
                @Nullable String basis,
                PasskeyAssertion passkey,
                String browser,
                @Nullable String device) {
            return new SecondStep(
                    subject, amr, authTime, basis, null, passkey, browser, IdentityService.plausible(device));
        }

        /** Keeps the code out of logs. */
        @Override
        public String toString() {
            return "SecondStep[" + subject + "]";
        }
    }

    /**
     * @param amr how they have proved who they are so far
     * @param mail whether a code is to be mailed
     * @param device what the browser keeps of having signed in before
     */
    record WaysOrder(
            @NotNull UUID subject,
            @NotNull List<String> amr,
            boolean mail,

            @Nullable @Size(max = IdentityService.LONGEST_DEVICE)
            String device) {
        /** From a browser; what is too long to be ours is passed over. */
        public static WaysOrder of(UUID subject, List<String> amr, boolean mail, @Nullable String device) {
            return new WaysOrder(subject, amr, mail, IdentityService.plausible(device));
        }
    }

    /**
     * @param factors {@code totp} or {@code email}, and {@code passkey}
     * @param retryAfterSeconds when the next mail may be; 0 where one is on its way, or none is wanted
     */
    record Ways(List<String> factors, int retryAfterSeconds) {}
}
