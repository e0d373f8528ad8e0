package dev.gatehouse.oauth.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.KeysInMemory;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which metadata makes a client, and what is refused. */
class ClientMetadataTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Feature> ALL = EnumSet.allOf(Feature.class);
    private static final String KEYS =
            "\"jwks\": {\"keys\": [{\"kty\": \"EC\", \"crv\": \"P-256\", \"x\": \"eA\", \"y\": \"eQ\"}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "client_secret_basic | \"require_pkce\": false",
                "client_secret_basic | \"require_pkce\": null",
                "none | \"require_pkce\": true, \"application_type\": \"native\"",
                "private_key_jwt | \"jwks_uri\": \"https://app.example/keys\", \"token_endpoint_auth_signing_alg\": \"PS256\"",
                "tls_client_auth | \"tls_client_auth_san_dns\": \"app.example\"",
                "self_signed_tls_client_auth | KEYS, \"tls_client_certificate_bound_access_tokens\": true",
                "client_secret_basic | \"require_pushed_authorization_requests\": true, \"request_object_signing_alg\": \"none\"",
                "client_secret_basic | \"request_uris\": [\"https://app.example/request#1\"]",
                "client_secret_basic | \"default_max_age\": 0, \"require_auth_time\": true, \"first_party\": true",
                "client_secret_basic | \"subject_type\": \"pairwise\"",
                "client_secret_basic | \"userinfo_signed_response_alg\": \"HS256\"",
                "client_secret_basic | KEYS, \"id_token_encrypted_response_alg\": \"RSA-OAEP-256\"",
                "client_secret_basic | \"backchannel_logout_uri\": \"https://app.example/out\", \"backchannel_logout_timeout\": 3",
                "client_secret_basic | \"post_logout_redirect_uris\": [\"http://localhost/bye\", \"com.example.app:/bye\"]",
                "client_secret_basic | \"logo_uri\": \"https://app.example/logo.png\", \"contacts\": [\"ann@app.example\"]",
                "client_secret_basic | \"localized\": {\"client_name#de-AT\": \"Eine Anwendung\", \"tos_uri#fr\": \"https://app.example/fr\"}",
                "client_secret_basic | \"nobody_knows_this\": {\"deep\": [1, 2]}",
                "client_secret_basic | \"logo_uri\": \"\", \"contacts\": null"
            })
    void admits(String method, String members) {
        assertEquals(List.of(), wrong(method, members, ALL));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "none | \"require_pkce\": false | require_pkce",
                "client_secret_basic | \"profile\": \"fapi1\" | profile",
                "client_secret_basic | \"require_pkce\": \"false\" | require_pkce",
                "client_secret_basic | \"application_type\": \"desktop\" | application_type",
                "private_key_jwt | \"client_name\": \"x\" | jwks",
                "private_key_jwt | KEYS, \"jwks_uri\": \"https://app.example/keys\" | jwks",
                "private_key_jwt | KEYS, \"token_endpoint_auth_signing_alg\": \"none\" | token_endpoint_auth_signing_alg",
                "private_key_jwt | \"jwks\": {\"keys\": [{\"kty\": \"EC\", \"d\": \"ZA\"}]} | jwks",
                "private_key_jwt | \"jwks\": {\"keys\": [{\"kty\": \"oct\", \"k\": \"aw\"}]} | jwks",
                "private_key_jwt | \"jwks\": {\"keys\": []} | jwks",
                "private_key_jwt | \"jwks\": {} | jwks",
                "tls_client_auth | \"tls_client_auth_san_dns\": \"a\", \"tls_client_auth_san_ip\": \"b\" | tls_client_auth_subject_dn",
                "tls_client_auth | \"client_name\": \"x\" | tls_client_auth_subject_dn",
                "client_secret_basic | \"jwks_uri\": \"http://app.example/keys\" | jwks_uri",
                "client_secret_basic | \"jwks_uri\": \"https://user@app.example/keys\" | jwks_uri",
                "client_secret_basic | \"jwks_uri\": \"https://app.example/keys#1\" | jwks_uri",
                "client_secret_basic | \"jwks_uri\": \"https:///keys\" | jwks_uri",
                "client_secret_basic | \"jwks_uri\": 7 | jwks_uri",
                "client_secret_basic | \"request_uris\": [\"http://app.example/request\"] | request_uris",
                "client_secret_basic | \"frontchannel_logout_uri\": \"http://[::1]:3000/out\" | frontchannel_logout_uri",
                "client_secret_basic | \"frontchannel_logout_uri\": \"https://other.example/out\" | frontchannel_logout_uri",
                "client_secret_basic | \"frontchannel_logout_uri\": \"https://app.example:8443/out\" | frontchannel_logout_uri",
                "client_secret_basic | \"request_uris\": \"https://app.example/request\" | request_uris",
                "client_secret_basic | \"default_max_age\": -1 | default_max_age",
                "client_secret_basic | \"default_max_age\": 1.5 | default_max_age",
                "client_secret_basic | \"default_acr_values\": [\"gold\"] | default_acr_values",
                "client_secret_basic | \"subject_type\": \"secret\" | subject_type",
                "client_secret_basic | \"id_token_encrypted_response_alg\": \"RSA-OAEP\" | jwks",
                "client_secret_basic | KEYS, \"id_token_encrypted_response_alg\": \"RSA1_5\" | id_token_encrypted_response_alg",
                "client_secret_basic | \"userinfo_encrypted_response_enc\": \"A128GCM\" | userinfo_encrypted_response_enc",
                "none | \"userinfo_signed_response_alg\": \"HS256\" | userinfo_signed_response_alg",
                "client_secret_basic | \"userinfo_signed_response_alg\": \"none\" | userinfo_signed_response_alg",
                "client_secret_basic | \"backchannel_logout_uri\": \"http://app.example/out\" | backchannel_logout_uri",
                "client_secret_basic | \"backchannel_logout_timeout\": 60 | backchannel_logout_timeout",
                "client_secret_basic | \"post_logout_redirect_uris\": [\"javascript:alert(1)\"] | post_logout_redirect_uris",
                "client_secret_basic | \"tos_uri\": \"javascript:alert(1)\" | tos_uri",
                "client_secret_basic | \"contacts\": [\"a b\"] | contacts",
                "client_secret_basic | \"software_id\": \"a\\nb\" | software_id",
                "client_secret_basic | \"localized\": {\"client_name\": \"x\"} | localized",
                "client_secret_basic | \"localized\": {\"scope#de\": \"x\"} | localized",
                "client_secret_basic | \"localized\": {\"tos_uri#de\": \"x\"} | tos_uri"
            })
    void refuses(String method, String members, String field) {
        assertEquals(List.of(field), wrong(method, members, ALL));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "KEYS | jwks",
                "\"jwks_uri\": \"https://app.example/keys\" | jwks_uri",
                "\"profile\": \"fapi2\" | profile",
                "\"dpop_bound_access_tokens\": true | dpop_bound_access_tokens",
                "\"require_pushed_authorization_requests\": true | require_pushed_authorization_requests",
                "\"subject_type\": \"pairwise\" | subject_type",
                "\"id_token_user_claims\": false | id_token_user_claims",
                "\"backchannel_logout_uri\": \"https://app.example/out\" | backchannel_logout_uri"
            })
    void whatIsNotOnCannotBeRegistered(String members, String field) {
        assertEquals(List.of(field), wrong("client_secret_basic", members, Set.of()));
    }

    /** Nothing leads back to a device, so it needs no redirect URI; beside the grant of a code one is needed all the same. */
    @Test
    void devicesAreLetInWhereThatIsOn() {
        String device = GrantType.device_code.value();
        assertEquals(List.of(), grants(ALL, "none", Map.of(), device, "refresh_token"));
        assertEquals(List.of("redirect_uris"), grants(ALL, "none", Map.of(), device, "authorization_code"));
        assertEquals(List.of("grant_types"), grants(Set.of(), "none", Map.of(), device));
    }

    /** Who asks and who allows are at different places, which that profile does not let be. */
    @Test
    void aClientOfFapiLetsNoDeviceIn() {
        Map<String, @Nullable Object> fapi = members("\"profile\": \"fapi2\", \"dpop_bound_access_tokens\": true, "
                + "\"jwks_uri\": \"https://app.example/keys\"");
        String device = GrantType.device_code.value();
        assertTrue(grants(ALL, "private_key_jwt", fapi, device).contains("grant_types"));
        assertFalse(grants(ALL, "private_key_jwt", fapi, "client_credentials").contains("grant_types"));
    }

    private static List<String> grants(
            Set<Feature> offered, String method, Map<String, @Nullable Object> more, String... grants) {
        ClientMetadata asked = Fixtures.metadata("A box", null, List.of(grants), null, null, method, null, null)
                .with(more);
        return fields(ClientRules.check(asked, null, ClientOrigin.Kind.admin, KeysInMemory.ALGORITHMS, offered));
    }

    @Test
    void aMethodThatIsNotOnCannotBeRegistered() {
        assertEquals(
                List.of("token_endpoint_auth_method"), wrong("private_key_jwt", "\"client_name\": \"x\"", Set.of()));
    }

    @Test
    void whoRegistersItselfIsTrustedWithLess() {
        for (String field : List.of("first_party", "require_pkce")) {
            boolean value = field.equals("first_party");
            ClientRules.Checked checked =
                    check("client_secret_basic", "\"" + field + "\": " + value, null, ClientOrigin.Kind.document, ALL);
            assertEquals(List.of(field), fields(checked));
        }
        ClientRules.Checked checked =
                check("client_secret_basic", "\"first_party\": true", null, ClientOrigin.Kind.dynamic, ALL);
        assertEquals(List.of("first_party"), fields(checked));
    }

    @Test
    void answersAreSignedByWhatThereIsToSignWithAlone() {
        for (String field : List.of("userinfo_signed_response_alg", "authorization_signed_response_alg")) {
            ClientMetadata asked = Fixtures.metadata(
                            "An application", List.of(Fixtures.CALLBACK), null, null, null, null, null, null)
                    .with(Map.of(field, "PS256"));
            assertTrue(ClientAnswerRules.namesAlgorithm(asked));
            assertEquals(
                    List.of(field),
                    fields(ClientRules.check(asked, null, ClientOrigin.Kind.admin, List.of("ES256"), ALL)));
            assertEquals(
                    List.of(), fields(ClientRules.check(asked, null, ClientOrigin.Kind.admin, List.of("PS256"), ALL)));
        }
    }

    @Test
    void pairwiseSubjectsOfOneHostNeedNoSectorUri() {
        var fine = assertInstanceOf(
                ClientRules.Fine.class,
                check("client_secret_basic", "\"subject_type\": \"pairwise\"", null, ClientOrigin.Kind.admin, ALL));
        assertEquals("app.example", fine.answers().sector());
        var other = assertInstanceOf(
                ClientRules.Fine.class,
                check(
                        "client_secret_basic",
                        "\"subject_type\": \"pairwise\", \"sector_identifier_uri\": \"https://Sector.example/uris\"",
                        null,
                        ClientOrigin.Kind.admin,
                        ALL));
        assertEquals("sector.example", other.answers().sector());
    }

    /** A sector is the word of the redirect URIs that it names. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"sector_identifier_uri\": \"https://victim.example/uris\"}"})
    void whoHasNoRedirectUriHasNoSector(String sector) throws JsonProcessingException {
        Map<String, @Nullable Object> members = new HashMap<>(JSON.readValue(sector, new TypeReference<>() {}));
        members.put("subject_type", "pairwise");
        ClientMetadata asked = Fixtures.metadata(
                        "A device",
                        List.of(),
                        List.of("urn:ietf:params:oauth:grant-type:device_code"),
                        List.of(),
                        null,
                        null,
                        null,
                        null)
                .with(members);
        assertEquals(
                List.of("redirect_uris"),
                fields(ClientRules.check(asked, null, ClientOrigin.Kind.admin, KeysInMemory.ALGORITHMS, ALL)));
    }

    @Test
    void withoutAWordClientsAreOrdinary() {
        var fine = assertInstanceOf(
                ClientRules.Fine.class,
                check("client_secret_basic", "\"x\": 1", null, ClientOrigin.Kind.admin, Set.of()));
        assertEquals(ClientProof.ORDINARY, fine.proof());
        assertEquals(ClientRequests.ORDINARY, fine.requests());
        assertEquals(ClientAnswers.ORDINARY, fine.answers());
        assertEquals(ClientLogout.ORDINARY, fine.logout());
        assertEquals(ClientPages.ORDINARY, fine.pages());
        assertTrue(fine.requests().requirePkce());
    }

    private static List<String> wrong(String method, String members, Set<Feature> offered) {
        return fields(check(method, members, null, ClientOrigin.Kind.admin, offered));
    }

    private static List<String> fields(ClientRules.Checked checked) {
        return switch (checked) {
            case ClientRules.Fine ignored -> List.of();
            case ClientRules.Wrong(List<Violation> violations) ->
                violations.stream().map(Violation::field).toList();
        };
    }

    private static ClientRules.Checked check(
            String method,
            String members,
            @Nullable RegisteredClient before,
            ClientOrigin.Kind kind,
            Set<Feature> offered) {
        ClientMetadata asked = Fixtures.metadata(
                        "An application", List.of(Fixtures.CALLBACK), null, null, null, method, null, null)
                .with(members(members));
        return ClientRules.check(asked, before, kind, KeysInMemory.ALGORITHMS, offered);
    }

    private static Map<String, @Nullable Object> members(String members) {
        try {
            return JSON.readValue("{" + members.replace("KEYS", KEYS) + "}", new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
