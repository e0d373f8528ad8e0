package dev.gatehouse.identity.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class NetworkTest {
    @Test
    void addressesOfOneIpv6NetworkAreOne() {
        assertEquals(Network.of("2001:db8:1:2::1"), Network.of("2001:DB8:1:2:ffff:0:0:9"));
        assertNotEquals(Network.of("2001:db8:1:2::1"), Network.of("2001:db8:1:3::1"));
    }

    @Test
    void eachIpv4AddressStandsForItselfHoweverItIsWritten() {
        assertNotEquals(Network.of("192.0.2.1"), Network.of("192.0.2.2"));
        assertEquals(Network.of("192.0.2.1"), Network.of("::ffff:192.0.2.1"));
    }

    @Test
    void whatIsNoAddressIsNotLookedUp() {
        assertEquals("localhost", Network.of("localhost"));
        assertEquals("unknown", Network.of("unknown"));
    }
}
