package dev.gatehouse.identity.onetime;

import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.RecordedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tokens of 256 random bits, each good for one purpose, once. A user has one for each purpose: the latest. */
@Singleton
public class OneTimeTokens {
    private static final Set<String> ENDING = Set.of(
            AuditKind.password_changed.name(),
            AuditKind.password_reset.name(),
            AuditKind.password_reset_forced.name(),
            AuditKind.reprovisioned.name(),
            AuditKind.disabled.name());
    private final OneTimeTokenStore store;

    OneTimeTokens(OneTimeTokenStore store) {
        this.store = store;
    }

    /** What a token was made for. @param issuedFor the e-mail address that it is about */
    public record Issued(UUID user, @Nullable String issuedFor) {}

    /** A new token, in place of the one that there was. */
    public String issue(UUID user, Purpose purpose, @Nullable String issuedFor, Duration lifetime) {
        String token = Secrets.generate(SecretKind.ONE_TIME_TOKEN);
        store.put(user, purpose, Secrets.sha256(token), issuedFor, lifetime);
        return token;
    }

    /** Whose it is, while it is good; it stays so. */
    public Optional<Issued> look(String token, Purpose purpose) {
        return wellFormed(token) ? store.find(Secrets.sha256(token), purpose) : Optional.empty();
    }

    /** Uses it up, in the transaction that is open, if there is one; of calls at once one gets it. */
    public Optional<Issued> redeem(String token, Purpose purpose) {
        return wellFormed(token) ? store.take(Secrets.sha256(token), purpose) : Optional.empty();
    }

    /** Makes the user's tokens for these purposes good for nothing. */
    public void withdraw(UUID user, Purpose... purposes) {
        store.remove(user, List.copyOf(Arrays.asList(purposes)));
    }

    /** What was asked for before counts no more: it may have been asked for by whoever is being kept out. */
    void noted(@Observes RecordedEvent event) {
        if (event.subject() != null && ENDING.contains(event.event())) {
            withdraw(event.subject(), Purpose.change_email, Purpose.reset_password);
        }
    }

    private static boolean wellFormed(String token) {
        return Secrets.wellFormed(SecretKind.ONE_TIME_TOKEN, token);
    }
}
