package dev.gatehouse.oauth.document;

import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.ClientMetadata;
import dev.gatehouse.oauth.client.ClientOrigin;
import dev.gatehouse.oauth.client.ClientStore;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetched;
import dev.gatehouse.oauth.registration.HouseTerms;
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
    private final DocumentStore documents;

    DocumentIntake(
            DocumentConfig config,
            SelfDescriptions descriptions,
            HouseTerms terms,
            ClientAdministration clients,
            ClientStore store,
            DocumentStore documents) {
        this.config = config;
        this.descriptions = descriptions;
        this.terms = terms;
        this.clients = clients;
        this.store = store;
        this.documents = documents;
    }

    sealed interface Outcome permits Taken, Declined {}

    record Taken(RegisteredClient client) implements Outcome {}

    record Declined(String why) implements Outcome {}

    Outcome take(String clientId, Fetched fetched) {
        return switch (Document.read(clientId, fetched)) {
            case Document.Unusable(String why) -> new Declined(why);
            case Document.Usable usable ->
                switch (descriptions.read(usable.said())) {
                    case SelfDescriptions.Illegible(List<Violation> violations) -> declined(violations);
                    case SelfDescriptions.Legible(var asked) ->
                        switch (terms.unverified().met(asked, null)) {
                            case Terms.Unmet(List<Violation> violations) -> declined(violations);
                            case Terms.Met(var within) ->
                                kept(
                                        clientId,
                                        within,
                                        new ClientOrigin(
                                                ClientOrigin.Kind.document,
                                                true,
                                                null,
                                                Instant.now()
                                                        .plus(Document.lifetime(fetched.freshFor(), config))
                                                        .truncatedTo(ChronoUnit.MILLIS)));
                        };
                };
        };
    }

    /** Of several replicas that take it in at once one does, and the others take over what it did. */
    private Outcome kept(String clientId, ClientMetadata asked, ClientOrigin origin) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<RegisteredClient> before = store.client(clientId);
            if (before.isEmpty() && documents.count() >= config.most()) {
                return new Declined("is one too many");
            }
            ClientAdministration.Outcome outcome;
            try {
                outcome = before.isEmpty()
                        ? clients.register(clientId, asked, origin)
                        : clients.replace(before.get(), asked, origin);
            } catch (RuntimeException e) {
                if (before.isEmpty() && store.client(clientId).isPresent()) {
                    continue;
                }
                throw e;
            }
            switch (outcome) {
                case ClientAdministration.Saved(RegisteredClient client, var none) -> {
                    return new Taken(client);
                }
                case ClientAdministration.Refused(List<Violation> violations) -> {
                    return declined(violations);
                }
                case ClientAdministration.Outdated(), ClientAdministration.Absent() -> {}
            }
        }
        return new Declined("is taken in by others all the time");
    }

    private static Declined declined(List<Violation> violations) {
        return new Declined(violations.stream()
                .map(violation -> violation.field() + " " + violation.message())
                .collect(Collectors.joining("; ", "describes no client: ", "")));
    }
}
