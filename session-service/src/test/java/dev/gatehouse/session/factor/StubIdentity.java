package dev.gatehouse.session.factor;

import dev.gatehouse.common.peer.FederatedIdentity;
import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.session.session.Sessions;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Identity-service as these pages see it: some users, with one password and one code for all of them. */
@Alternative
@ApplicationScoped
class StubIdentity implements IdentityService {
    static final String PASSWORD = "four-candles-please";
    static final String CODE = "123456";
    /** This one is throttled. */
    static final String TOO_MANY = "999999";

    private static final Scope SCOPE = Scope.parse("openid account");
    /** What each of them has, and is asked for after the password. */
    private static final Map<String, List<String>> FACTORS = Map.of(
            "ada", List.of("totp"),
            "eve", List.of("email"),
            "pia", List.of("totp", "passkey"),
            "max", List.of(),
            "zoe", List.of(),
            "kim", List.of("totp"));

    private final Sessions sessions;

    StubIdentity(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Pages of a service that has this for its identity-service. */
    public static class Profile implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(StubIdentity.class);
        }
    }

    static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String name(UUID id) {
        return FACTORS.keySet().stream()
                .filter(name -> id(name).equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Uni<FirstStep> firstStep(Credentials credentials) {
        String name = credentials.username();
        if (!FACTORS.containsKey(name) || !credentials.password().equals(PASSWORD)) {
            return Uni.createFrom().item(new Refused("invalid_credentials"));
        }
        Instant now = Instant.now();
        if (name.equals("zoe")) {
            // Somebody signs her out everywhere while her password is looked at.
            sessions.endEverything(id(name)).await().indefinitely();
        }
        List<String> factors = FACTORS.getOrDefault(name, List.of());
        return Uni.createFrom()
                .item(
                        factors.isEmpty()
                                ? new Authenticated(id(name), name, SCOPE, List.of("pwd"), now)
                                : new HalfAuthenticated(id(name), name, List.of("pwd"), now, "basis", factors));
    }

    @Override
    public Uni<Authentication> secondStep(SecondStep step) {
        if (TOO_MANY.equals(step.otp())) {
            return Uni.createFrom().item(new Throttled(7));
        }
        if (!CODE.equals(step.otp())) {
            return Uni.createFrom().item(new Refused("invalid_credentials"));
        }
        if (step.subject().equals(id("kim"))) {
            // Somebody signs him out everywhere while his code is looked at.
            sessions.endEverything(step.subject()).await().indefinitely();
        }
        List<String> amr = Stream.concat(step.amr().stream(), Stream.of("otp", "mfa"))
                .distinct()
                .toList();
        return Uni.createFrom()
                .item(new Authenticated(step.subject(), name(step.subject()), SCOPE, amr, step.authTime()));
    }

    @Override
    public Uni<Ways> ways(WaysOrder order) {
        return Uni.createFrom().item(new Ways(FACTORS.getOrDefault(name(order.subject()), List.of()), 0));
    }

    @Override
    public Uni<Authentication> authenticate(Credentials credentials) {
        return firstStep(credentials).map(step -> switch (step) {
            case Authentication done -> done;
            case HalfAuthenticated half -> new Refused("second_factor_required");
        });
    }

    @Override
    public Uni<CallAuthentication> authenticateCall(Credentials credentials) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<UserLookup> user(UUID id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Authentication> federated(FederatedIdentity identity) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Linking> link(LinkOrder order) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<PasskeyAsking> passkeyOptions(PasskeyBrowser browser) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Authentication> authenticatePasskey(PasskeySignIn signIn) {
        return Uni.createFrom().item(new Authenticated(id("max"), "max", SCOPE, List.of("hwk"), Instant.now()));
    }

    @Override
    public Uni<MailOutcome> orderMail(MailOrder order) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Authentication> authenticateByMail(MailAnswer answer) {
        return Uni.createFrom().item(new Authenticated(id("max"), "max", SCOPE, List.of("otp"), Instant.now()));
    }

    @Override
    public Uni<Void> noteSignOut(SignOut signOut) {
        throw new UnsupportedOperationException();
    }
}
