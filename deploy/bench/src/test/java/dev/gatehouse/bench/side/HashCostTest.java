package dev.gatehouse.bench.side;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class HashCostTest {
    private static final String KEYCLOAK = """
            {"hashIterations":2,"algorithm":"argon2","additionalParameters":{"hashLength":["32"],"memory":["19456"],\
            "type":["id"],"version":["1.3"],"parallelism":["1"]}}""";

    @Test
    void theSameCostIsTheSameInBothNotations() {
        assertEquals(HashCost.of("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA"), HashCost.ofKeycloak(KEYCLOAK));
    }

    @Test
    void anotherCostIsAnother() {
        assertNotEquals(
                HashCost.ofKeycloak(KEYCLOAK),
                HashCost.ofKeycloak(KEYCLOAK.replace("\"hashIterations\":2", "\"hashIterations\":5")));
    }

    @Test
    void anotherHashIsRefused() {
        assertThrows(BenchFailure.class, () -> HashCost.ofKeycloak(KEYCLOAK.replace("argon2", "pbkdf2-sha512")));
        assertThrows(BenchFailure.class, () -> HashCost.ofKeycloak(KEYCLOAK.replace("[\"id\"]", "[\"i\"]")));
        assertThrows(BenchFailure.class, () -> HashCost.of("$2a$10$abc"));
    }
}
