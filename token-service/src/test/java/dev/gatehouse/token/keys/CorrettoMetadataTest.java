package dev.gatehouse.token.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The provider looks up the class of each of its services when it is made: one that is not listed, and none works. */
class CorrettoMetadataTest {
    private static final String METADATA =
            "/META-INF/native-image/dev.gatehouse/token-service/reachability-metadata.json";

    @Test
    void nativeImageKnowsEveryServiceOfCorretto() throws Exception {
        String metadata;
        try (var in = CorrettoMetadataTest.class.getResourceAsStream(METADATA)) {
            metadata = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        var corretto = (Provider) Class.forName("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider")
                .getField("INSTANCE")
                .get(null);
        var missing = new TreeSet<String>();
        for (Provider.Service service : corretto.getServices()) {
            String name = service.getClassName();
            // The provider makes the other ones itself.
            boolean byName = !name.matches(
                    ".*\\.(AesCbcSpi|AesXtsSpi|ConcatenationKdfSpi|CounterKdfSpi|HkdfSecretKeyFactorySpi|SecretKeyGenerator)");
            if (byName && !metadata.contains('"' + name + '"')) {
                missing.add(name);
            }
        }
        assertEquals(new TreeSet<String>(), missing);
    }
}
