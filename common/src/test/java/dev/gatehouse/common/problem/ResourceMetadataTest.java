package dev.gatehouse.common.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceMetadataTest {
    private static final String NAMED =
            ", resource_metadata=\"https://id.example/.well-known/oauth-protected-resource\"";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "Bearer realm=\"x\" | true",
                "DPoP algs=\"ES256\" | true",
                "bearer realm=\"x\" | true",
                "Basic realm=\"x\" | false",
                "Bearerish realm=\"x\" | false"
            })
    void onlyAChallengeForTokensNamesIt(String challenge, boolean tokens) {
        assertEquals(
                tokens ? challenge + NAMED : challenge, new ResourceMetadata("https://id.example").namedIn(challenge));
    }
}
