package dev.gatehouse.identity.passkey;

import dev.gatehouse.common.limit.Limiter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How users get passkeys, name them, and get rid of them. */
@ApplicationScoped
public class PasskeyKeeping {
    private static final String TYPE = "public-key";
    /** So many challenges may one user be given while the first of them is good. */
    private static final int CHALLENGES = 60;

    private final PasskeyStore store;
    private final NotedPasskeys noted;
    private final ChallengeStore challenges;
    private final Limiter limiter;
    private final PasskeyConfig config;
    private final RelyingParty party;
    private final Ceremonies ceremonies;

    PasskeyKeeping(
            PasskeyStore store,
            NotedPasskeys noted,
            ChallengeStore challenges,
            Limiter limiter,
            PasskeyConfig config,
            @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.store = store;
        this.noted = noted;
        this.challenges = challenges;
        this.limiter = limiter;
        this.config = config;
        party = RelyingParty.of(issuer);
        ceremonies = new Ceremonies(party);
    }

    /** What came of a registration. */
    sealed interface Outcome permits Added, NotPasskey, Taken, Full {}

    record Added(Passkey passkey) implements Outcome {}

    /** The answer is not one to a challenge of this user, or fails another step of the ceremony. */
    record NotPasskey() implements Outcome {}

    /** It is registered already. */
    record Taken() implements Outcome {}

    /** The user has as many as they may. */
    record Full() implements Outcome {}

    /** What came of asking for a challenge. */
    sealed interface Asking permits Asked, Later {}

    /** @param options what the browser needs for making a passkey */
    record Asked(CreationOptions options) implements Asking {}

    /** There were too many of late. */
    record Later(int seconds) implements Asking {}

    /** Gives a challenge, which takes a place in Redis for its lifetime. */
    Asking options(UUID user, String username) {
        int seconds = limiter.take("passkey-options", user.toString(), CHALLENGES, config.challengeLifetime());
        if (seconds > 0) {
            return new Later(seconds);
        }
        List<CreationOptions.Known> known = store.ofUser(user).stream()
                .map(Passkey::facts)
                .map(facts -> new CreationOptions.Known(TYPE, base64url(facts.credentialId()), facts.transports()))
                .toList();
        List<CreationOptions.Algorithm> algorithms = Ceremonies.ALGORITHMS.stream()
                .map(algorithm -> new CreationOptions.Algorithm(TYPE, algorithm.getValue()))
                .toList();
        return new Asked(new CreationOptions(
                new CreationOptions.Party(party.id(), config.siteName()),
                new CreationOptions.Owner(UserHandle.of(user), username, username),
                challenges.issue(user),
                algorithms,
                config.challengeLifetime().toMillis(),
                known,
                CreationOptions.Selection.PASSKEY,
                "none"));
    }

    Outcome add(UUID user, String name, RegistrationResponse answer) {
        Optional<Passkey.Facts> facts = ceremonies
                .read(answer)
                .filter(attested -> challenges.take(user, attested.challenge()))
                .flatMap(ceremonies::verify);
        if (facts.isEmpty()) {
            return new NotPasskey();
        }
        UUID id = UUID.randomUUID();
        return switch (noted.add(id, user, name, facts.get(), config.perUser())) {
            case kept -> store.find(user, id).<Outcome>map(Added::new).orElseGet(NotPasskey::new);
            case taken -> new Taken();
            case full -> new Full();
        };
    }

    public List<Passkey> list(UUID user) {
        return store.ofUser(user);
    }

    /** Empty where the user has no such passkey. */
    public Optional<Passkey> rename(UUID user, UUID id, String name) {
        return store.rename(user, id, name) ? store.find(user, id) : Optional.empty();
    }

    /** What came of a removal. */
    public enum Removal {
        DONE,
        ABSENT,
        /** The user could not sign in any more; it stays. */
        LAST_WAY_IN,
        /** No passkey would be asked for any more, and the user has signed in with one factor; it stays. */
        FACTOR_DUE
    }

    /** @param multipleFactors whether the user has signed in with more than one */
    public Removal remove(UUID user, UUID id, boolean multipleFactors) {
        return noted.remove(user, id, multipleFactors);
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
