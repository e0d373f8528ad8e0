package dev.gatehouse.identity.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeviceCookiesTest {
    private static final UUID ADA = UUID.randomUUID();
    private final DeviceCookies devices = with(key(1));

    @Test
    void aDeviceIsKnownForItsUserAlone() {
        String token = devices.issue(ADA);
        assertTrue(devices.nonce(token, ADA).isPresent());
        assertEquals(Optional.empty(), devices.nonce(token, UUID.randomUUID()));
        assertEquals(Optional.empty(), devices.nonce(token, null));
        assertEquals(Optional.empty(), devices.nonce(null, ADA));
    }

    @Test
    void everyDeviceIsAnother() {
        assertNotEquals(devices.nonce(devices.issue(ADA), ADA), devices.nonce(devices.issue(ADA), ADA));
    }

    @Test
    void nobodyMakesOneUp() {
        String token = devices.issue(ADA);
        int dot = token.lastIndexOf('.');
        for (String forged : new String[] {
            token.substring(0, dot),
            token.substring(0, dot + 1),
            token.substring(0, dot) + "x" + token.substring(dot),
            ADA + ".nonce.mac",
            with(key(2)).issue(ADA),
            "...",
            ""
        }) {
            assertFalse(devices.nonce(forged, ADA).isPresent(), forged);
        }
    }

    @Test
    void aKeyThatIsTooShortOrNoneIsRefusedWithoutBeingTold() {
        for (String bad : new String[] {"c2hvcnQ=", "not base64!"}) {
            String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> with(bad))
                    .getMessage());
            assertTrue(message.contains("gatehouse.throttle.device-key"));
            assertFalse(message.contains(bad));
        }
    }

    private static String key(int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static DeviceCookies with(String key) {
        return new DeviceCookies(new BrowserKey(new SmallRyeConfigBuilder()
                .withMapping(ThrottleConfig.class)
                .withDefaultValue("gatehouse.throttle.device-key", key)
                .build()
                .getConfigMapping(ThrottleConfig.class)));
    }
}
