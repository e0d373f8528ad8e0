package dev.gatehouse.oauth.subject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.client.Vetting;
import dev.gatehouse.oauth.outbound.GuardedFetch;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetch;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetched;
import dev.gatehouse.oauth.outbound.GuardedFetch.Missed;
import dev.gatehouse.oauth.outbound.Kind;
import dev.gatehouse.oauth.outbound.Reach;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether a sector names the client as one of its own (OpenID Connect Dynamic Client Registration, section 5): whoever could
 * say any would get the names that users have with others. Blocks.
 */
@Singleton
class Sectors implements Vetting {
    private static final String FIELD = "sector_identifier_uri";
    private static final Logger LOG = Logger.getLogger(Sectors.class);
    private final GuardedFetch fetch;
    private final ObjectMapper json;

    Sectors(GuardedFetch fetch, ObjectMapper json) {
        this.fetch = fetch;
        this.json = json;
    }

    @Override
    public List<Violation> objections(RegisteredClient asked, @Nullable RegisteredClient before) {
        String uri = asked.answers().sectorIdentifierUri();
        if (uri == null || (before != null && same(asked, before))) {
            return List.of();
        }
        Fetch answer = fetch.get(URI.create(uri), Kind.REDIRECT_URIS, Reach.of(asked))
                .await()
                .indefinitely();
        if (answer instanceof Missed missed) {
            LOG.infof("the sector_identifier_uri of client %s %s", asked.clientId(), missed.why());
        }
        return objections(answer, asked.redirectUris());
    }

    private static boolean same(RegisteredClient asked, RegisteredClient before) {
        return asked.redirectUris().equals(before.redirectUris())
                && Objects.equals(
                        asked.answers().sectorIdentifierUri(), before.answers().sectorIdentifierUri());
    }

    /** @param answer of the sector */
    List<Violation> objections(Fetch answer, List<String> redirectUris) {
        // Compared as at the authorization endpoint: character by character.
        boolean named =
                answer instanceof Fetched fetched && named(fetched.body()).containsAll(redirectUris);
        // In the same words whatever there is: else anybody could learn by them what answers where.
        return named ? List.of() : List.of(new Violation(FIELD, "cannot be had, or does not name all redirect URIs"));
    }

    /** None where that is no JSON array. */
    private List<?> named(byte[] body) {
        try {
            JsonNode read = json.readTree(body);
            return read.isArray() ? json.convertValue(read, List.class) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
