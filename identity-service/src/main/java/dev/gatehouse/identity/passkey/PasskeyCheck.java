package dev.gatehouse.identity.passkey;

import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.common.peer.PasskeyAssertion;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Checks the answer of a browser to the challenge that it was given, which counts once. */
@ApplicationScoped
public class PasskeyCheck {
    private final PasskeyStore store;
    private final NotedPasskeys noted;
    private final BrowserChallenges challenges;
    private final Ceremonies ceremonies;

    PasskeyCheck(
            PasskeyStore store,
            NotedPasskeys noted,
            BrowserChallenges challenges,
            @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.store = store;
        this.noted = noted;
        this.challenges = challenges;
        ceremonies = new Ceremonies(RelyingParty.of(issuer));
    }

    /** A passkey that is said to have been used; nothing of it is proven yet. */
    record Claim(Passkey passkey, Ceremonies.Asserted asserted) {}

    /** Whether the user has any passkey. */
    public boolean possible(UUID user) {
        return !store.ofUser(user).isEmpty();
    }

    /** What came of showing that a passkey of a user is at hand. */
    public sealed interface Shown permits Passed, NotPassed, Wait {}

    /** @param amr how it was shown (RFC 8176) */
    public record Passed(List<String> amr) implements Shown {}

    public record NotPassed() implements Shown {}

    /** It was used too often of late. @param seconds until it can be used again */
    public record Wait(int seconds) implements Shown {}

    /** Whether a passkey of this very user is at hand. */
    public Shown shown(UUID user, IdentityService.PasskeySignIn answer) {
        return claim(answer.browser().secret(), answer.assertion())
                .filter(claim -> claim.passkey().user().equals(user))
                .flatMap(claim -> proven(claim).map(use -> shown(claim.passkey(), use)))
                .orElseGet(NotPassed::new);
    }

    private Shown shown(Passkey passkey, Ceremonies.Use use) {
        return switch (noted.use(passkey, use)) {
            case PasskeyStore.Counts() -> new Passed(passkey.amr());
            case PasskeyStore.Full(int seconds) -> new Wait(seconds);
            case PasskeyStore.Repeated(), PasskeyStore.CountedBack(), PasskeyStore.Gone() -> new NotPassed();
        };
    }

    /** Empty where the browser was not given that challenge, or the passkey is unknown or not whose it says. */
    Optional<Claim> claim(String browser, PasskeyAssertion assertion) {
        return ceremonies
                .read(assertion)
                .filter(asserted -> challenges.given(browser, asserted.challenge()))
                .flatMap(asserted -> store.byCredential(asserted.credentialId())
                        .filter(found -> found.user().equals(asserted.owner()))
                        .map(passkey -> new Claim(passkey, asserted)));
    }

    /** Empty where a step of the ceremony fails; nothing says yet that it is the first use of its challenge. */
    Optional<Ceremonies.Use> proven(Claim claim) {
        return ceremonies.verify(claim.asserted(), claim.passkey());
    }
}
