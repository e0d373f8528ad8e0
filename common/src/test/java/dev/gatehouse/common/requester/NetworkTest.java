package dev.gatehouse.common.requester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class NetworkTest {
    @Test
    void aCallerHasOneAddressOrOneSite() {
        assertNotEquals(Network.ofCaller("192.0.2.1"), Network.ofCaller("192.0.2.2"));
        assertEquals(Network.ofCaller("2001:db8::1"), Network.ofCaller("2001:db8:0:0:ffff::1"));
        assertNotEquals(Network.ofCaller("2001:db8::1"), Network.ofCaller("2001:db8:0:1::1"));
    }

    @Test
    void theLargerNetworkStaysTheSame() {
        assertEquals(Network.larger("192.0.2.1"), Network.larger("192.0.77.3"));
        assertNotEquals(Network.larger("192.0.2.1"), Network.larger("198.51.100.1"));
        assertEquals(Network.larger("2001:db8:1::1"), Network.larger("2001:db8:2::7"));
        assertNotEquals(Network.larger("2001:db8::1"), Network.larger("2001:db9::1"));
    }

    @Test
    void whatIsNoAddressIsTakenAsItIs() {
        assertEquals("somewhere", Network.larger("somewhere"));
        assertEquals("unknown", Network.ofCaller(null));
    }
}
