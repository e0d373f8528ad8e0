package dev.gatehouse.oauth.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetched;
import dev.gatehouse.oauth.request.BoundedJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What there is at the address that a client has as its id; pure. */
sealed interface Document {
    /** @param said what the client says of itself; its method of authentication is there */
    record Usable(ObjectNode said) implements Document {}

    record Unusable(String why) implements Document {}

    /** What nobody may know or say (section 4.1 of the draft). */
    List<String> SECRETS = List.of("client_secret", "client_secret_expires_at");

    String METHOD = "token_endpoint_auth_method";
    /** The bytes that are fetched. */
    int LONGEST = 5 * 1024;

    static Document read(String clientId, Fetched fetched) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(fetched.body()))
                    .toString();
        } catch (CharacterCodingException e) {
            return new Unusable("is not UTF-8");
        }
        Optional<JsonNode> read = BoundedJson.read(text, LONGEST);
        if (read.isEmpty() || !(read.get() instanceof ObjectNode said)) {
            return new Unusable("is no JSON object");
        }
        if (!clientId.equals(said.path("client_id").textValue())) {
            return new Unusable("is of another client_id");
        }
        if (SECRETS.stream().anyMatch(said::has) || said.has("software_statement")) {
            return new Unusable("has what does not belong into it");
        }
        if (said.path(METHOD).isMissingNode() || said.path(METHOD).isNull()) {
            // There is no secret that the default of RFC 7591 could be about.
            said.put(METHOD, AuthMethod.none.name());
        }
        boolean shared = Arrays.stream(AuthMethod.values())
                .filter(AuthMethod::secret)
                .anyMatch(method -> method.name().equals(said.path(METHOD).textValue()));
        return shared ? new Unusable("wants a secret that nobody has") : new Usable(said);
    }

    /** Within bounds, as the answer says. */
    static Duration lifetime(@Nullable Duration said, DocumentConfig config) {
        Duration wanted = said == null ? config.lifetime() : said;
        Duration least = wanted.compareTo(config.shortestLifetime()) < 0 ? config.shortestLifetime() : wanted;
        return least.compareTo(config.longestLifetime()) > 0 ? config.longestLifetime() : least;
    }
}
