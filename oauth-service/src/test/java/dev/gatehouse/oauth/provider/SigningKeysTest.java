package dev.gatehouse.oauth.provider;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeysTest {
    @Test
    void aKeyOfTheCurve() {
        assertTrue(SigningKeys.objection(AppleKey.pem()).isEmpty());
        assertFalse(SigningKeys.objection(AppleKey.pem(AppleKey.pair("EC", "secp384r1")))
                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----"
            })
    void noKey(String pem) {
        assertFalse(SigningKeys.objection(pem).isEmpty());
    }
}
