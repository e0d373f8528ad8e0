package dev.gatehouse.oauth.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.problem.Problem.Violation;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which clients the FAPI 2.0 Security Profile can be switched on for. */
class FapiRulesTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    private static final String FINE = """
            {"client_name": "A bank", "redirect_uris": ["https://app.example/cb"], "profile": "fapi2",
             "token_endpoint_auth_method": "private_key_jwt", "dpop_bound_access_tokens": true,
             "id_token_signed_response_alg": "ES256",
             "jwks": {"keys": [{"kty": "EC", "crv": "P-256", "x": "eA", "y": "eQ"}]}}
            """;

    @Test
    void admitsWhatTheProfileAsks() throws Exception {
        assertEquals(List.of(), wrong("{}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"token_endpoint_auth_method\": \"client_secret_basic\"} | token_endpoint_auth_method",
                "{\"token_endpoint_auth_method\": \"client_secret_jwt\"} | token_endpoint_auth_method",
                "{\"token_endpoint_auth_method\": \"none\"} | token_endpoint_auth_method",
                "{\"dpop_bound_access_tokens\": false} | dpop_bound_access_tokens",
                "{\"id_token_signed_response_alg\": \"RS256\"} | id_token_signed_response_alg",
                "{\"id_token_signed_response_alg\": null} | id_token_signed_response_alg",
                "{\"access_token_signed_response_alg\": \"RS256\"} | access_token_signed_response_alg",
                "{\"token_endpoint_auth_signing_alg\": \"RS256\"} | token_endpoint_auth_signing_alg",
                "{\"redirect_uris\": [\"http://localhost/cb\"]} | redirect_uris",
                "{\"require_pkce\": false} | require_pkce",
                "{\"request_object_signing_alg\": \"none\"} | request_object_signing_alg",
            })
    void refusesWhatItForbids(String change, String field) throws Exception {
        assertEquals(List.of(field), wrong(change));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"token_endpoint_auth_signing_alg\": \"PS256\"}",
                "{\"token_endpoint_auth_method\": \"self_signed_tls_client_auth\"}",
                "{\"dpop_bound_access_tokens\": false, \"tls_client_certificate_bound_access_tokens\": true}",
            })
    void admitsTheOthersThatItNames(String change) throws Exception {
        assertEquals(List.of(), wrong(change));
    }

    /** {@code change} to a client that is fine. */
    private static List<String> wrong(String change) throws Exception {
        ObjectNode members = (ObjectNode) JSON.readTree(FINE);
        members.setAll((ObjectNode) JSON.readTree(change));
        var asked = JSON.treeToValue(members, ClientMetadata.class);
        return switch (ClientRules.check(
                asked, null, ClientOrigin.Kind.admin, List.of("ES256", "RS256"), EnumSet.allOf(Feature.class))) {
            case ClientRules.Fine ignored -> List.of();
            case ClientRules.Wrong(List<Violation> violations) ->
                violations.stream().map(Violation::field).toList();
        };
    }
}
