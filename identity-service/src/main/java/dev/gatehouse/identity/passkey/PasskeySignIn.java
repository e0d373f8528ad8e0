package dev.gatehouse.identity.passkey;

import dev.gatehouse.common.limit.Limiter;
import dev.gatehouse.common.peer.IdentityService.Authentication;
import dev.gatehouse.common.peer.IdentityService.PasskeyAsked;
import dev.gatehouse.common.peer.IdentityService.PasskeyAsking;
import dev.gatehouse.common.peer.IdentityService.PasskeyWait;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.common.peer.IdentityService.Throttled;
import dev.gatehouse.common.peer.PasskeyAssertion;
import dev.gatehouse.common.peer.PasskeyRequestOptions;
import dev.gatehouse.common.requester.Network;
import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.throttle.Throttle;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Signs in by passkey: without a username, and without asking for anything else. All refusals look alike. */
@ApplicationScoped
class PasskeySignIn {
    private static final Refused REFUSED = new Refused("invalid_credentials");
    private final PasskeyCheck check;
    private final NotedPasskeys noted;
    private final BrowserChallenges challenges;
    private final UserStore users;
    private final Limiter limiter;
    private final Throttle throttle;
    private final AuditTrail trail;
    private final PasskeyConfig config;
    private final RelyingParty party;

    PasskeySignIn(
            PasskeyCheck check,
            NotedPasskeys noted,
            BrowserChallenges challenges,
            UserStore users,
            Limiter limiter,
            Throttle throttle,
            AuditTrail trail,
            PasskeyConfig config,
            @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.check = check;
        this.noted = noted;
        this.challenges = challenges;
        this.users = users;
        this.limiter = limiter;
        this.throttle = throttle;
        this.trail = trail;
        this.config = config;
        party = RelyingParty.of(issuer);
    }

    /** @param browser the secret of the one that alone may answer */
    PasskeyAsking options(String browser) {
        // Anyone may ask.
        String network = Network.ofRequester();
        int seconds = limiter.take("passkey", network, config.perAddress(), config.challengeLifetime());
        if (seconds > 0) {
            return new PasskeyWait(seconds);
        }
        return new PasskeyAsked(new PasskeyRequestOptions(
                challenges.issue(browser), config.challengeLifetime().toMillis(), party.id(), "required"));
    }

    /** @param device what the browser keeps of having signed in before, unchecked */
    Authentication signIn(String browser, PasskeyAssertion assertion, @Nullable String device) {
        // Of before anything was looked up: whatever is revoked while this goes on counts against it.
        Instant authTime = Instant.now();
        Optional<PasskeyCheck.Claim> claim = check.claim(browser, assertion);
        return claim.isEmpty() ? refused(null) : proven(claim.get(), authTime, device);
    }

    private Authentication proven(PasskeyCheck.Claim claim, Instant authTime, @Nullable String device) {
        Passkey passkey = claim.passkey();
        UUID user = passkey.user();
        Optional<Ceremonies.Use> use = check.proven(claim);
        Optional<Account> account = users.account(user).filter(found -> !found.disabled());
        if (use.isEmpty() || account.isEmpty()) {
            return refused(user);
        }
        List<String> amr = passkey.amr();
        return switch (noted.signIn(passkey, use.get(), amr)) {
            case PasskeyStore.Counts() ->
                account.get()
                        .signedIn(amr, authTime)
                        .on(throttle.newDevice(user, device).orElse(null));
            case PasskeyStore.Full(int seconds) -> new Throttled(seconds);
            case PasskeyStore.Repeated(), PasskeyStore.CountedBack(), PasskeyStore.Gone() -> REFUSED;
        };
    }

    private Refused refused(@Nullable UUID user) {
        trail.note(new AuditEvent(AuditKind.sign_in_refused, user, null, "passkey"));
        return REFUSED;
    }
}
