package dev.gatehouse.identity.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeviceTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:%s) Gecko/20100101 Firefox/%s";
    private static final String EDGE =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0";

    @Test
    void anUpdateOfTheProgramOrAnotherAddressNearbyIsNoNewDevice() {
        assertEquals(
                Device.of(FIREFOX.formatted("140.0", "140.0"), "192.0.2.1"),
                Device.of(FIREFOX.formatted("141.0", "141.0"), "192.0.77.3"));
        assertEquals(Device.of(EDGE, "2001:db8:1::1"), Device.of(EDGE, "2001:db8:2::7"));
    }

    @Test
    void anotherProgramOrAnotherNetworkIs() {
        Device known = Device.of(EDGE, "192.0.2.1");
        assertNotEquals(known, Device.of(EDGE, "198.51.100.1"));
        assertNotEquals(known, Device.of(FIREFOX, "192.0.2.1"));
        assertNotEquals(known, Device.of(EDGE, "2001:db8::1"));
    }

    @Test
    void theyAreNamedForPeople() {
        assertEquals("Edge (Windows)", Device.of(EDGE, null).program());
        assertEquals("Firefox (Linux)", Device.of(FIREFOX, null).program());
        assertEquals("curl", Device.of("curl/8.5.0", null).program());
        assertNull(Device.of("visit https://example.org", null).program());
    }

    @Test
    void whatOneUsersIsKnownByIsNotAnothers() {
        Device device = Device.of(EDGE, "192.0.2.1");
        assertNotEquals(device.hash(UUID.randomUUID()), device.hash(UUID.randomUUID()));
    }
}
