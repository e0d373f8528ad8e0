package dev.gatehouse.identity.onetime;

import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.RecordedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What is mailed so that somebody shows that they read the mail: a token of 256 bits for a link, and a code of eight digits
 * to be typed, either of them once. They belong to a place, such as a browser or a user, which has one pair: the latest.
 * An attempt counts before what was given is looked at, so that calls at once have no more of them than one by one.
 */
@Singleton
public class MailedProofs {
    /** Of one pair; a guess at a code is right once in 20 million. */
    public static final int ATTEMPTS = 5;

    private static final Set<String> ENDING = Set.of(
            AuditKind.password_changed.name(),
            AuditKind.password_reset.name(),
            AuditKind.password_reset_forced.name(),
            AuditKind.reprovisioned.name(),
            AuditKind.disabled.name(),
            AuditKind.signed_out_everywhere.name());

    private final MailedProofStore store;
    private final SecureRandom random = new SecureRandom();

    MailedProofs(MailedProofStore store) {
        this.store = store;
    }

    /**
     * @param token for a link
     * @param code in two groups of four digits
     */
    public record Pair(String token, String code) {
        /** Keeps both out of logs. */
        @Override
        public String toString() {
            return "Pair";
        }
    }

    /**
     * What was made of an attempt.
     *
     * @param user whom the pair was made for
     * @param email where it was mailed to
     * @param right whether it is the token or the code
     */
    public record Attempt(UUID user, String email, boolean right) {}

    /** A new pair, in place of the one that there was, with attempts of its own. */
    public Pair issue(String place, UUID user, String email, Duration lifetime) {
        String token = Secrets.generate(SecretKind.ONE_TIME_TOKEN);
        String code = MailedCode.generate(random);
        store.put(place, user, email, hash(place, token), hash(place, code), lifetime);
        return new Pair(token, MailedCode.shown(code));
    }

    /**
     * Takes one of the attempts; what was given stays good.
     *
     * @param given a token, or a code as it was typed
     * @return empty where there is no pair, or none any more: it was used, is too old, or had its attempts
     */
    public Optional<Attempt> attempt(String place, String given) {
        return store.attempt(place, read(place, given), ATTEMPTS);
    }

    /** Whether this was typed as a code, right or wrong. */
    public static boolean looksLikeCode(String given) {
        return MailedCode.read(given).isPresent();
    }

    /** Gives the attempt back that was taken last: what was given was right, and something else is missing. */
    public void giveBack(String place) {
        store.giveBack(place);
    }

    /** Uses the pair up; of calls at once, one gets true. */
    public boolean redeem(String place, String given) {
        return store.take(place, read(place, given));
    }

    /**
     * What was mailed before a change of password signs nobody in after it, whoever has read it. Before the change commits:
     * where Redis is away, it fails.
     */
    void noted(@Observes RecordedEvent event) {
        if (event.subject() != null && ENDING.contains(event.event())) {
            store.withdraw(event.subject());
        }
    }

    /** What is neither token nor code is like no other, and still takes an attempt. */
    private static String read(String place, String given) {
        if (Secrets.wellFormed(SecretKind.ONE_TIME_TOKEN, given)) {
            return hash(place, given);
        }
        return MailedCode.read(given).map(code -> hash(place, code)).orElse("");
    }

    /** That of one place is good for nothing at another. */
    private static String hash(String place, String secret) {
        return Secrets.sha256(place + "\n" + secret);
    }
}
