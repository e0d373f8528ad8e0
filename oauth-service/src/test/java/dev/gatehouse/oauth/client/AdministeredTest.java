package dev.gatehouse.oauth.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.common.scope.Scope;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds of a client's own description once an administrator has changed the client. */
class AdministeredTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Scope REGISTERED = Scope.of("openid", "email");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"scope\": \"openid\"} | {\"scope\": \"openid files\"} | {\"scope\": [\"email\"]}",
                "{\"grant_types\": [\"a\", \"b\"]} | {\"grant_types\": [\"b\", \"c\"]} | {\"grant_types\": [\"a\"]}",
                "{\"grant_types\": [\"a\"]} | {\"grant_types\": [\"a\", \"b\"]} | ",
                "{\"request_uris\": [\"u\"]} | {} | {\"request_uris\": [\"u\"]}",
                "{\"logo_uri\": \"l\"} | {} | {\"logo_uri\": true}",
                "{} | {\"default_max_age\": 5} | {\"default_max_age\": true}",
                "{\"require_pkce\": false} | {\"require_pkce\": true} | {\"require_pkce\": true}",
                "{\"require_pkce\": true} | {\"require_pkce\": false} | ",
                "{\"client_name\": \"n\"} | {\"client_name\": \"n\"} | "
            })
    void whatAChangeTookIsNoted(String was, String is, @Nullable String noted) throws Exception {
        JsonObject holds = Administered.after(null, tree(was), tree(is), REGISTERED);
        assertEquals(noted == null ? null : tree(noted), holds == null ? null : tree(holds.text()));
    }

    @Test
    void whatIsGivenBackIsNotedNoMore() throws Exception {
        ObjectNode more = tree("{\"grant_types\": [\"a\", \"b\"], \"logo_uri\": \"l\"}");
        ObjectNode less = tree("{\"grant_types\": [\"a\"], \"logo_uri\": \"l\"}");
        JsonObject holds = Administered.after(null, more, less, REGISTERED);
        assertNull(Administered.after(holds, less, more, REGISTERED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"scope\": \"openid email\"} | {\"scope\": \"openid\", \"logo_uri\": \"l\"} | scope",
                "{\"scope\": \"openid\"} | {\"scope\": \"openid\", \"logo_uri\": \"l\"} | ",
                "{\"scope\": \"other\"} | {\"scope\": \"other\", \"logo_uri\": \"l\"} | ",
                "{} | {\"scope\": \"openid files\", \"logo_uri\": \"l\"} | ",
                "{\"logo_uri\": \"x\"} | {\"scope\": \"openid files\", \"logo_uri\": \"l\"} | logo_uri",
                "{\"logo_uri\": null, \"tos_uri\": \"t\"} |"
                        + " {\"scope\": \"openid files\", \"logo_uri\": \"l\"} | tos_uri"
            })
    void whatIsNotedHolds(String said, String comesTo, @Nullable String wrong) throws Exception {
        ObjectNode is = tree("{\"scope\": \"openid files\", \"logo_uri\": \"l\"}");
        var holds = JSON.readValue("{\"scope\": [\"email\"], \"logo_uri\": true, \"tos_uri\": true}", JsonObject.class);
        Administered.Held held = Administered.hold(tree(said), is, holds);
        assertEquals(tree(comesTo), held.said());
        assertEquals(
                wrong,
                held.wrong().stream()
                        .map(Violation::field)
                        .reduce((one, other) -> one + " " + other)
                        .orElse(null));
    }

    /** However it is written. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"jwks\": {\"keys\": [], \"x\": {\"a\": 1, \"b\": 2}}} | true",
                "{\"jwks\": {\"x\": {\"b\": 2, \"a\": 1}, \"keys\": []}} | true",
                "{\"jwks\": {\"x\": {\"b\": 2, \"a\": 1.5}, \"keys\": []}} | false",
                "{\"jwks\": {\"x\": {\"b\": 2}, \"keys\": []}} | false"
            })
    void whatIsTheSameIsNoChange(String said, boolean same) throws Exception {
        // As it is read back from PostgreSQL.
        ObjectNode is = JSON.valueToTree(Map.of("jwks", Map.of("keys", List.of(), "x", Map.of("a", 1L, "b", 2L))));
        var holds = JSON.readValue("{\"jwks\": true}", JsonObject.class);
        assertEquals(same, Administered.hold(tree(said), is, holds).wrong().isEmpty());
    }

    @Test
    void whereNothingIsNotedAllIsAsSaid() throws Exception {
        ObjectNode said = tree("{\"scope\": \"openid email\"}");
        assertEquals(said, Administered.hold(said, tree("{}"), null).said());
    }

    private static ObjectNode tree(String json) throws JsonProcessingException {
        return (ObjectNode) JSON.readTree(json);
    }
}
