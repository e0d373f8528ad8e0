package dev.gatehouse.oauth.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.oauth.client.RegisteredClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Authorization details (RFC 9396, section 2): what they mean is the business of the API that they are for; pure. */
public final class Details {
    public static final String PARAMETER = "authorization_details";

    /** So much has room in a token beside the rest. */
    private static final int LONGEST = 1500;

    private static final int MOST = 20;
    private static final int MOST_LEVELS = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Details() {}

    /** What is asked for; empty where it is malformed, or of a type that the client may not ask for. */
    static Optional<List<Map<String, Object>>> read(String text, RegisteredClient client) {
        return text.length() > LONGEST
                ? Optional.empty()
                : BoundedJson.read(text).filter(node -> allowed(node, client)).map(Details::maps);
    }

    private static boolean allowed(JsonNode details, RegisteredClient client) {
        return details.isArray()
                && !details.isEmpty()
                && details.size() <= MOST
                && details.valueStream()
                        .allMatch(each -> each.isObject()
                                && client.requests()
                                        .authorizationDetailsTypes()
                                        .contains(each.path("type").asText())
                                && levels(each) <= MOST_LEVELS);
    }

    private static int levels(JsonNode node) {
        return node.isContainerNode()
                ? 1 + node.valueStream().mapToInt(Details::levels).max().orElse(0)
                : 0;
    }

    @SuppressWarnings("unchecked") // the members of an object have names
    private static List<Map<String, Object>> maps(JsonNode details) {
        var all = new ArrayList<Map<String, Object>>();
        details.forEach(each -> all.add(JSON.convertValue(each, Map.class)));
        return List.copyOf(all);
    }
}
