package dev.gatehouse.identity.federation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.peer.FederatedIdentity;
import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.IdentityService.Authentication;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.naming.Writing;
import dev.gatehouse.identity.profile.ProfileChange;
import dev.gatehouse.identity.profile.StandardClaims;
import dev.gatehouse.identity.throttle.Throttle;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.Names;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Users who come from an upstream provider. They are known by provider and subject alone: linking by e-mail address would
 * hand an account to whoever can make the provider state that address.
 */
@ApplicationScoped
public class Federation {
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s\\p{Cntrl}<>()\\[\\],;:\\\\\"@]{1,64}@[^\\s\\p{Cntrl}<>()\\[\\],;:\\\\\"@]{1,189}");
    private static final int ATTEMPTS = 8;
    private static final int LONGEST_BASE = 50;
    private final FederatedStore store;
    private final UserStore users;
    private final Throttle throttle;
    private final AuditTrail trail;
    private final ProfileChange profile;

    Federation(FederatedStore store, UserStore users, Throttle throttle, AuditTrail trail, ProfileChange profile) {
        this.profile = profile;
        this.store = store;
        this.users = users;
        this.throttle = throttle;
        this.trail = trail;
    }

    /** Finds the user or makes one; where a certain one is expected, nobody is made. */
    public Authentication signIn(FederatedIdentity identity) {
        Instant begun = Instant.now();
        Optional<Account> found = store.find(identity.provider(), identity.subject());
        UUID expected = identity.expected();
        if (expected != null && found.filter(each -> each.id().equals(expected)).isEmpty()) {
            trail.note(new AuditEvent(
                    AuditKind.sign_in_refused, expected, null, Refused.ANOTHER_USER + " " + identity.provider()));
            return new Refused(Refused.ANOTHER_USER);
        }
        Account account = found.orElseGet(() -> create(identity));
        if (account.disabled()) {
            trail.note(new AuditEvent(AuditKind.sign_in_refused, account.id(), null, identity.provider()));
            return new Refused("invalid_credentials");
        }
        trail.note(new AuditEvent(
                AuditKind.signed_in, account.id(), account.id().toString(), "fed " + identity.provider()));
        // The provider's word for who it is, and for nothing else: one factor, whatever it asked for there.
        return account.signedIn(List.of("fed"), proved(identity.authTime(), begun))
                .begun(begun)
                .on(throttle.newDevice(account.id(), identity.device()).orElse(null));
    }

    /** A provider may answer from a session of its own: that they came from there is no proof of now. */
    private static Instant proved(@Nullable Instant said, Instant now) {
        if (said == null) {
            return Authenticated.UNKNOWN;
        }
        return said.isAfter(now) ? now : said;
    }

    private Account create(FederatedIdentity identity) {
        String base = base(identity.preferredUsername(), identity.provider());
        StandardClaims claims = claims(identity);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String username = attempt == 0 ? base : Names.another(base);
            String email = address(identity.email())
                    .filter(address -> !identity.emailVerified() || !users.emailTaken(address))
                    .orElse(null);
            boolean verified = email != null && identity.emailVerified();
            var user = new NewUser(username, email, verified, claims.name(), null, false);
            try {
                Optional<Account> made = store.create(identity.provider(), identity.subject(), user, claims);
                if (made.isPresent()) {
                    return made.get();
                }
            } catch (FederatedStore.AlreadyLinked e) {
                return store.find(identity.provider(), identity.subject()).orElseThrow();
            }
        }
        throw new IllegalStateException("no free username found for an upstream user");
    }

    /** What is stated of the user, as far as the user could state it; what could not be is passed over. */
    private StandardClaims claims(FederatedIdentity identity) {
        StandardClaims claims = StandardClaims.NONE;
        var stated = new LinkedHashMap<>(identity.claims());
        if (identity.name() != null) {
            stated.put("name", identity.name());
        }
        for (Map.Entry<String, String> claim : stated.entrySet()) {
            ObjectNode patch = JsonNodeFactory.instance.objectNode().put(claim.getKey(), claim.getValue());
            if (profile.apply(claims, patch) instanceof ProfileChange.Patched(StandardClaims with)) {
                claims = with;
            }
        }
        return claims;
    }

    /** Providers say what they like: what is no plain address could be read as another one where it is mailed to. */
    static Optional<String> address(@Nullable String stated) {
        return Optional.ofNullable(stated)
                .filter(text -> ADDRESS.matcher(text).matches() && Writing.usualAddress(text));
    }

    /** A username to start from: what upstream prefers where it can be one, else the provider's name. */
    static String base(@Nullable String preferred, String provider) {
        String local = preferred == null ? "" : preferred.replaceFirst("@.*$", "");
        return usable(local).or(() -> usable(provider)).orElse("user");
    }

    private static Optional<String> usable(String text) {
        return Names.username(text.length() > LONGEST_BASE ? text.substring(0, LONGEST_BASE) : text)
                .filter(name -> name.length() <= LONGEST_BASE);
    }
}
