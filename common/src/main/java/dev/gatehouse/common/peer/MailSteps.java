package dev.gatehouse.common.peer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.gatehouse.common.peer.IdentityService.Authentication;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What identity-service offers to whoever signs in by what is mailed to them. */
@RegisterForReflection(ignoreNested = false)
public interface MailSteps {
    /** Mails a link and a code to sign in with; what comes of it does not tell whether there is such an account. */
    Uni<MailOutcome> orderMail(MailOrder order);

    /** Signs in by what was mailed. */
    Uni<Authentication> authenticateByMail(MailAnswer answer);

    /**
     * @param login username or e-mail address
     * @param browser SHA-256 of a secret that the browser which asks holds: nothing signs in but there
     * @param device what it keeps of having signed in before, so that it has mails of its own
     */
    record MailOrder(
            @NotBlank @Size(max = 254) String login,
            @NotBlank @Size(max = 64) String browser,
            @Nullable String device) {}

    /**
     * @param browser as in the order
     * @param proof the token of the link, or the code as it was typed
     * @param otp a one-time password or a recovery code, where a second factor is due
     * @param device what a browser keeps of having signed in before, so that others' wrong codes do not shut it out
     */
    record MailAnswer(
            @NotBlank @Size(max = 64) String browser,
            @NotBlank @Size(max = 256) String proof,
            @Nullable @Size(max = 64) String otp,

            @Nullable @Size(max = IdentityService.LONGEST_DEVICE)
            String device) {
        public MailAnswer(String browser, String proof, @Nullable String otp) {
            this(browser, proof, otp, null);
        }

        /** The same with the cookie that the browser keeps; what is too long to be ours is passed over. */
        public MailAnswer from(@Nullable String newDevice) {
            return new MailAnswer(browser, proof, otp, IdentityService.plausible(newDevice));
        }

        /** Keeps what was mailed out of logs. */
        @Override
        public String toString() {
            return "MailAnswer";
        }
    }

    /** What came of asking for a mail. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = MailTaken.class, name = "taken"),
        @JsonSubTypes.Type(value = MailOff.class, name = "off"),
        @JsonSubTypes.Type(value = MailWait.class, name = "wait"),
        @JsonSubTypes.Type(value = MailBusy.class, name = "busy")
    })
    sealed interface MailOutcome permits MailTaken, MailOff, MailWait, MailBusy {}

    /** A mail is on its way, if there is such an account and its address is confirmed. */
    record MailTaken() implements MailOutcome {}

    /** Nobody signs in so here. */
    record MailOff() implements MailOutcome {}

    /** Too many were asked for from this network. @param retryAfterSeconds when the next may be */
    record MailWait(int retryAfterSeconds) implements MailOutcome {}

    /** Too many mails wait. */
    record MailBusy() implements MailOutcome {}
}
