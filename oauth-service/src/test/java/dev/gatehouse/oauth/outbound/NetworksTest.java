package dev.gatehouse.oauth.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
    @ParameterizedTest
    @CsvSource({
        "93.184.215.14, true",
        "2606:2800:220:1:248:1893:25c8:1946, true",
        "127.0.0.1, false",
        "127.255.0.1, false",
        "0.0.0.0, false",
        "10.1.2.3, false",
        "172.16.0.1, false",
        "172.32.0.1, true",
        "192.168.1.1, false",
        "169.254.169.254, false",
        "100.64.0.1, false",
        "224.0.0.1, false",
        "255.255.255.255, false",
        "::, false",
        "::1, false",
        "::ffff:127.0.0.1, false",
        "::ffff:93.184.215.14, true",
        "64:ff9b::7f00:1, false",
        "2002:7f00:1::, false",
        "2001::1, false",
        "2001:db8::1, false",
        "fe80::1, false",
        "fc00::1, false",
        "fd12:3456::1, false",
        "ff02::1, false"
    })
    void publicAddressesAlone(String address, boolean reachable) {
        assertEquals(reachable, Networks.isPublic(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @CsvSource({"10.1.2.3, true", "10.2.2.3, false", "::1, true", "127.0.0.1, false"})
    void andThoseThatAreAllowed(String address, boolean reachable) {
        var networks = new Networks(List.of("10.1.0.0/16", "::1"));
        assertEquals(reachable, networks.allowed(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "10.0.0.0/40", "10.0.0"})
    void whatIsNoNetworkIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> new Networks(List.of(text)));
    }
}
