package dev.gatehouse.oauth.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.limit.Limiter;
import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.common.requester.Network;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.client.Administered;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.ClientMembers;
import dev.gatehouse.oauth.client.ClientStore;
import dev.gatehouse.oauth.client.RegisteredClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Lets clients that registered themselves manage that (RFC 7592). Their tokens stay the same. Blocks. */
@ApplicationScoped
class Management {
    private static final Logger AUDIT = Logger.getLogger("audit");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_TRIES = 8;
    /** What the server alone says (RFC 7592, section 2.2). */
    private static final List<String> OURS = List.of(
            "registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at");

    private final ClientStore store;
    private final ClientAdministration clients;
    private final SelfDescriptions descriptions;
    private final HouseTerms terms;
    private final ClientMembers members;
    private final RegistrationConfig config;
    private final Limiter limiter;

    Management(
            ClientStore store,
            ClientAdministration clients,
            SelfDescriptions descriptions,
            HouseTerms terms,
            ClientMembers members,
            RegistrationConfig config,
            Limiter limiter) {
        this.store = store;
        this.clients = clients;
        this.descriptions = descriptions;
        this.terms = terms;
        this.members = members;
        this.config = config;
        this.limiter = limiter;
    }

    sealed interface Outcome permits Told, Removed, Refused, Stranger, Busy, TooMany {}

    /** @param secret where one was made now */
    record Told(RegisteredClient client, @Nullable String secret) implements Outcome {}

    record Removed() implements Outcome {}

    record Refused(OAuthError error) implements Outcome {}

    /** There is no such client, or that is not its token. */
    record Stranger() implements Outcome {}

    /** Others change it all the time. */
    record Busy() implements Outcome {}

    /** The client changes too often, or too many do from there. @param seconds to wait */
    record TooMany(int seconds) implements Outcome {}

    Outcome read(String clientId, String token) {
        return own(clientId, token)
                .<Outcome>map(client -> new Told(client, null))
                .orElseGet(Stranger::new);
    }

    Outcome remove(String clientId, String token) {
        if (own(clientId, token).isEmpty()) {
            return new Stranger();
        }
        clients.remove(clientId);
        AUDIT.infof("client removed itself: client=%s", clientId);
        return new Removed();
    }

    /** @param said as at the registration; what it leaves out takes its default */
    Outcome replace(String clientId, String token, Optional<JsonNode> said) {
        Optional<RegisteredClient> own = own(clientId, token);
        // What it names may be fetched for it.
        int seconds = own.map(this::toWait).orElse(0);
        if (seconds > 0) {
            return new TooMany(seconds);
        }
        for (int tries = 0; tries < MOST_TRIES && own.isPresent(); tries++) {
            RegisteredClient before = own.get();
            Optional<OAuthError> objection =
                    Registration.objection(said).or(() -> objection(said.orElseThrow(), before));
            if (objection.isPresent()) {
                return new Refused(objection.get());
            }
            Optional<Outcome> outcome = replace(before, (ObjectNode) said.orElseThrow());
            if (outcome.isPresent()) {
                return outcome.get();
            }
            own = own(clientId, token);
        }
        return own.isPresent() ? new Busy() : new Stranger();
    }

    /** As registrations are bounded: of whom nobody vouches from one network, and each client by itself. */
    private int toWait(RegisteredClient client) {
        int seconds = client.origin().unverified() ? take("registration-changes", Network.ofRequester()) : 0;
        return seconds > 0 ? seconds : take("registration-change", client.clientId());
    }

    private int take(String what, String who) {
        return limiter.take(what, who, config.perAddressPerHour(), HOUR);
    }

    /** Empty where another change came first. */
    private Optional<Outcome> replace(RegisteredClient before, ObjectNode said) {
        Administered.Held held =
                Administered.hold(said, members.of(before), before.origin().administered());
        if (!held.wrong().isEmpty()) {
            return Optional.of(new Refused(Refusal.of(held.wrong())));
        }
        return switch (descriptions.read(held.said())) {
            case SelfDescriptions.Illegible(List<Violation> violations) ->
                Optional.of(new Refused(Refusal.of(violations)));
            case SelfDescriptions.Legible(var asked) ->
                switch (terms.of(before).met(asked, before)) {
                    case Terms.Unmet(List<Violation> violations) -> Optional.of(new Refused(Refusal.of(violations)));
                    case Terms.Met(var within) -> outcome(clients.replace(before, within, before.origin()));
                };
        };
    }

    private static Optional<Outcome> outcome(ClientAdministration.Outcome outcome) {
        return switch (outcome) {
            case ClientAdministration.Saved(RegisteredClient client, String secret) -> {
                AUDIT.infof("client changed itself: client=%s", client.clientId());
                yield Optional.of(new Told(client, secret));
            }
            case ClientAdministration.Refused(List<Violation> violations) ->
                Optional.of(new Refused(Refusal.of(violations)));
            case ClientAdministration.Absent() -> Optional.of(new Stranger());
            case ClientAdministration.Outdated() -> Optional.empty();
        };
    }

    private static Optional<OAuthError> objection(JsonNode said, RegisteredClient client) {
        if (!client.clientId().equals(said.path("client_id").textValue())) {
            return Optional.of(Refusal.metadata("client_id must be that of the client."));
        }
        if (OURS.stream().anyMatch(said::has)) {
            return Optional.of(Refusal.metadata("None of " + OURS + " may be there."));
        }
        JsonNode secret = said.path("client_secret");
        if (!secret.isMissingNode() && !(secret.isTextual() && its(client, secret.textValue()))) {
            return Optional.of(Refusal.metadata("client_secret must be that of the client."));
        }
        return Optional.empty();
    }

    private static boolean its(RegisteredClient client, String secret) {
        Instant now = Instant.now();
        String hash = Secrets.sha256(secret);
        return client.secrets().stream().anyMatch(kept -> kept.counts(now) && Secrets.equal(kept.hash(), hash));
    }

    /** The client whose token that is. */
    private Optional<RegisteredClient> own(String clientId, String token) {
        String hash = Secrets.sha256(token);
        return store.client(clientId).filter(client -> {
            String kept = client.origin().registrationTokenHash();
            return kept != null && Secrets.equal(kept, hash);
        });
    }
}
