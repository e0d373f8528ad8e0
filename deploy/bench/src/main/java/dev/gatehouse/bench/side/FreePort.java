package dev.gatehouse.bench.side;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports for what may listen anywhere. */
public final class FreePort {
    private FreePort() {}

    /** One that is free on 127.0.0.1 at this moment. */
    public static int find() {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
    }
}
