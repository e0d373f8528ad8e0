package dev.gatehouse.launcher.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** A taken port is named before anything starts. */
class PortsTest {
    @Test
    void aTakenPortIsNamedAndAFreeOneIsNot() throws IOException {
        int port;
        try (var other = new ServerSocket(0, 1, Ports.loopback())) {
            port = other.getLocalPort();
            var failure = assertThrows(LaunchFailure.class, () -> Ports.requireFree(Ports.loopback(), port));
            String message = String.valueOf(failure.getMessage());
            assertTrue(message.startsWith("port " + port + " "), message);
            assertEquals(1, message.lines().count());
        }
        Ports.requireFree(Ports.loopback(), port);
    }

    @Test
    void theFirstLoopbackIsThatOfIpv4() {
        assertEquals("127.0.0.1", Ports.loopbacks().getFirst().getHostAddress());
    }
}
