package dev.gatehouse.oauth.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.oauth.client.Administered;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.ClientMembers;
import dev.gatehouse.oauth.client.ClientMetadata;
import dev.gatehouse.oauth.client.ClientOrigin;
import dev.gatehouse.oauth.client.ClientStore;
import dev.gatehouse.oauth.client.JsonObject;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetched;
import dev.gatehouse.oauth.registration.HouseTerms;
import dev.gatehouse.oauth.registration.Places;
import dev.gatehouse.oauth.registration.SelfDescriptions;
import dev.gatehouse.oauth.registration.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Takes the client that a document describes in among the others, so that users can allow it something. Blocks. */
@ApplicationScoped
class DocumentIntake {
    private static final int MOST_TRIES = 3;
    private final DocumentConfig config;
    private final SelfDescriptions descriptions;
    private final HouseTerms terms;
    private final ClientAdministration clients;
    private final ClientStore store;
    private final ClientMembers members;
    private final Places places;

    DocumentIntake(
            DocumentConfig config,
            SelfDescriptions descriptions,
            HouseTerms terms,
            ClientAdministration clients,
            ClientStore store,
            ClientMembers members,
            Places places) {
        this.config = config;
        this.descriptions = descriptions;
        this.terms = terms;
        this.clients = clients;
        this.store = store;
        this.members = members;
        this.places = places;
    }

    sealed interface Outcome permits Taken, Declined {}

    record Taken(RegisteredClient client) implements Outcome {}

    record Declined(String why) implements Outcome {}

    /** Of several replicas that take it in at once one does, and the others take over what it did. */
    Outcome take(String clientId, Fetched fetched) {
        return switch (Document.read(clientId, fetched)) {
            case Document.Unusable(String why) -> new Declined(why);
            case Document.Usable usable -> {
                Instant end = Instant.now()
                        .plus(Document.lifetime(fetched.freshFor(), config))
                        .truncatedTo(ChronoUnit.MILLIS);
                for (int tries = 0; tries < MOST_TRIES; tries++) {
                    Optional<Outcome> outcome = take(clientId, usable.said(), store.client(clientId), end);
                    if (outcome.isPresent()) {
                        yield outcome.get();
                    }
                }
                yield new Declined("is taken in by others all the time");
            }
        };
    }

    /** Empty where another was first. */
    private Optional<Outcome> take(String clientId, ObjectNode said, Optional<RegisteredClient> before, Instant end) {
        if (before.isEmpty() && !places.free(ClientOrigin.Kind.document, config.most())) {
            return Optional.of(new Declined("is one too many"));
        }
        JsonObject holds = before.map(client -> client.origin().administered()).orElse(null);
        // What an administrator took from it, it goes without: its document is there for others, too.
        ObjectNode held = before.map(client ->
                        Administered.hold(said, members.of(client), holds).said())
                .orElse(said);
        return switch (descriptions.read(held)) {
            case SelfDescriptions.Illegible(List<Violation> violations) -> Optional.of(declined(violations));
            case SelfDescriptions.Legible(var asked) ->
                switch (terms.unverified().met(asked, before.orElse(null))) {
                    case Terms.Unmet(List<Violation> violations) -> Optional.of(declined(violations));
                    case Terms.Met(var within) ->
                        kept(
                                clientId,
                                within,
                                before,
                                new ClientOrigin(ClientOrigin.Kind.document, true, null, end).with(holds));
                };
        };
    }

    private Optional<Outcome> kept(
            String clientId, ClientMetadata asked, Optional<RegisteredClient> before, ClientOrigin origin) {
        ClientAdministration.Outcome outcome;
        try {
            outcome = before.isEmpty()
                    ? clients.register(clientId, asked, origin)
                    : clients.replace(before.get(), asked, origin);
        } catch (RuntimeException e) {
            if (before.isEmpty() && store.client(clientId).isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
        return switch (outcome) {
            case ClientAdministration.Saved(RegisteredClient client, var none) -> Optional.of(new Taken(client));
            case ClientAdministration.Refused(List<Violation> violations) -> Optional.of(declined(violations));
            case ClientAdministration.Outdated(), ClientAdministration.Absent() -> Optional.empty();
        };
    }

    private static Declined declined(List<Violation> violations) {
        return new Declined(violations.stream()
                .map(violation -> violation.field() + " " + violation.message())
                .collect(Collectors.joining("; ", "describes no client: ", "")));
    }
}
