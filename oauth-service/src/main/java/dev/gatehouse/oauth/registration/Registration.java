package dev.gatehouse.oauth.registration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.common.limit.Limiter;
import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.common.requester.Network;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.ClientOrigin;
import dev.gatehouse.oauth.client.RegisteredClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Lets clients register themselves (RFC 7591, section 3). Blocks. */
@ApplicationScoped
class Registration {
    private static final Logger AUDIT = Logger.getLogger("audit");
    private static final Duration HOUR = Duration.ofHours(1);
    private final RegistrationConfig config;
    private final HouseTerms terms;
    private final RegistrationTokenStore tokens;
    private final Places places;
    private final SelfDescriptions descriptions;
    private final ClientAdministration clients;
    private final Limiter limiter;

    Registration(
            RegistrationConfig config,
            HouseTerms terms,
            RegistrationTokenStore tokens,
            Places places,
            SelfDescriptions descriptions,
            ClientAdministration clients,
            Limiter limiter) {
        this.config = config;
        this.terms = terms;
        this.tokens = tokens;
        this.places = places;
        this.descriptions = descriptions;
        this.clients = clients;
        this.limiter = limiter;
    }

    sealed interface Outcome permits Registered, Refused, NotLetIn, TooMany, Full {}

    /** @param token by which the client manages itself */
    record Registered(RegisteredClient client, @Nullable String secret, String token) implements Outcome {}

    record Refused(OAuthError error) implements Outcome {}

    /** The token is none that counts, or one is needed. */
    record NotLetIn() implements Outcome {}

    /** From there. @param seconds to wait */
    record TooMany(int seconds) implements Outcome {}

    /** There are as many clients as there may be of whom nobody vouches. */
    record Full() implements Outcome {}

    /**
     * @param token as it was presented; null for none
     * @param said what the client says of itself, a JSON object; empty where that cannot be read
     */
    Outcome register(@Nullable String token, Optional<JsonNode> said) {
        if (token != null) {
            return vouchedFor(token, said);
        }
        return config.mode() == RegistrationConfig.Mode.OPEN ? unverified(said) : new NotLetIn();
    }

    /** The use is taken first, so that of many at once no more register than there are uses; it is given back for nothing. */
    private Outcome vouchedFor(String token, Optional<JsonNode> said) {
        String hash = Secrets.sha256(token);
        Optional<Scope> scope =
                Secrets.wellFormed(SecretKind.REGISTRATION_TOKEN, token) ? tokens.take(hash) : Optional.empty();
        if (scope.isEmpty()) {
            return new NotLetIn();
        }
        boolean used = false;
        try {
            Outcome outcome = register(said, terms.vouchedFor(scope.get()), false, "token " + hash);
            used = outcome instanceof Registered;
            return outcome;
        } finally {
            if (!used) {
                tokens.giveBack(hash);
            }
        }
    }

    private Outcome unverified(Optional<JsonNode> said) {
        String network = Network.ofRequester();
        int seconds = limiter.take("registration", network, config.perAddressPerHour(), HOUR);
        if (seconds > 0) {
            return new TooMany(seconds);
        }
        if (!places.free(ClientOrigin.Kind.dynamic, config.mostUnverified())) {
            return new Full();
        }
        Outcome outcome = register(said, terms.unverified(), true, "network " + network);
        // Several at once can each have seen the last place free.
        if (outcome instanceof Registered(RegisteredClient client, var secret, var token)
                && !places.fits(client, config.mostUnverified())) {
            clients.remove(client.clientId());
            return new Full();
        }
        return outcome;
    }

    private Outcome register(Optional<JsonNode> said, Terms granted, boolean nobodyVouches, String by) {
        Optional<OAuthError> illegible = objection(said);
        if (illegible.isPresent()) {
            return new Refused(illegible.get());
        }
        return switch (descriptions.read(said.orElseThrow())) {
            case SelfDescriptions.Illegible(List<Violation> violations) -> new Refused(Refusal.of(violations));
            case SelfDescriptions.Legible(var asked) ->
                switch (granted.met(asked, null)) {
                    case Terms.Unmet(List<Violation> violations) -> new Refused(Refusal.of(violations));
                    case Terms.Met(var within) -> {
                        String token = Secrets.generate(SecretKind.REGISTRATION_TOKEN);
                        var origin = new ClientOrigin(
                                ClientOrigin.Kind.dynamic,
                                nobodyVouches,
                                Secrets.sha256(token),
                                null,
                                granted.scope().toString(),
                                null);
                        yield outcome(clients.register(within, origin), token, by);
                    }
                };
        };
    }

    private static Outcome outcome(ClientAdministration.Outcome outcome, String token, String by) {
        return switch (outcome) {
            case ClientAdministration.Saved(RegisteredClient client, String secret) -> {
                AUDIT.infof("client registered itself: client=%s by=%s", client.clientId(), by);
                yield new Registered(client, secret, token);
            }
            case ClientAdministration.Refused(List<Violation> violations) -> new Refused(Refusal.of(violations));
            case ClientAdministration.Outdated(), ClientAdministration.Absent() ->
                throw new IllegalStateException("a new client is no other's");
        };
    }

    /** Why that describes no client at all; empty where it may. */
    static Optional<OAuthError> objection(Optional<JsonNode> said) {
        if (said.isEmpty() || !said.get().isObject()) {
            return Optional.of(Refusal.metadata("The body must be a JSON object."));
        }
        JsonNode statement = said.get().path("software_statement");
        if (statement.isMissingNode() || statement.isNull()) {
            return Optional.empty();
        }
        boolean jwt = statement.isTextual() && statement.textValue().split("\\.", -1).length == 3;
        return Optional.of(
                jwt
                        ? new OAuthError("unapproved_software_statement", "No software statement counts here.")
                        : new OAuthError("invalid_software_statement", "The software statement is no JWT."));
    }
}
