package dev.gatehouse.common.acr;

import static dev.gatehouse.common.acr.AuthenticationClass.MULTIPLE;
import static dev.gatehouse.common.acr.AuthenticationClass.PHISHING_RESISTANT;
import static dev.gatehouse.common.acr.AuthenticationClass.SINGLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuthenticationClassTest {
    @Test
    void whoDidNotSignInHasNoClass() {
        assertEquals(Optional.empty(), AuthenticationClass.of(List.of()));
    }

    @Test
    void onePasswordOrOneProviderIsOneFactor() {
        assertEquals(Optional.of(SINGLE), AuthenticationClass.of(List.of("pwd")));
        assertEquals(Optional.of(SINGLE), AuthenticationClass.of(List.of("fed")));
        assertEquals(Optional.of(SINGLE), AuthenticationClass.of(List.of("otp")));
        assertEquals(Optional.of(SINGLE), AuthenticationClass.of(List.of("hwk")), "whoever holds the key");
    }

    @Test
    void aCodeBesideThePasswordMakesTwo() {
        assertEquals(Optional.of(MULTIPLE), AuthenticationClass.of(List.of("pwd", "otp", "mfa")));
    }

    @Test
    void aPasskeyThatAskedForItsUserResistsPhishing() {
        assertEquals(Optional.of(PHISHING_RESISTANT), AuthenticationClass.of(List.of("hwk", "user", "mfa")));
        assertEquals(Optional.of(PHISHING_RESISTANT), AuthenticationClass.of(List.of("swk", "user", "mfa")));
        assertEquals(Optional.of(PHISHING_RESISTANT), AuthenticationClass.of(List.of("pwd", "hwk", "mfa")));
    }

    @Test
    void aStrongerClassMeetsTheWeakerOnes() {
        assertTrue(PHISHING_RESISTANT.meets(MULTIPLE));
        assertTrue(MULTIPLE.meets(MULTIPLE));
        assertTrue(MULTIPLE.meets(SINGLE));
        assertFalse(SINGLE.meets(MULTIPLE));
        assertFalse(MULTIPLE.meets(PHISHING_RESISTANT));
    }

    @Test
    void classesAreKnownByTheirNamesAlone() {
        for (AuthenticationClass each : AuthenticationClass.values()) {
            assertEquals(Optional.of(each), AuthenticationClass.named(each.value()));
        }
        assertEquals(Optional.empty(), AuthenticationClass.named("PHR"));
        assertEquals(Optional.empty(), AuthenticationClass.named("0"));
    }
}
