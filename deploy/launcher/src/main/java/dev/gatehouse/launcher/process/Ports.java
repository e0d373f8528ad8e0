package dev.gatehouse.launcher.process;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The loopback addresses, and whether ports on them are free. */
public final class Ports {
    private static final byte[] IPV4_LOOPBACK = {127, 0, 0, 1};
    private static final byte[] IPV6_LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private Ports() {}

    /** 127.0.0.1 and, where the machine has it, ::1: {@code localhost} may mean either. */
    public static List<InetAddress> loopbacks() {
        var found = new ArrayList<InetAddress>();
        found.add(address(IPV4_LOOPBACK));
        InetAddress six = address(IPV6_LOOPBACK);
        try (var probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(six, 0));
            found.add(six);
        } catch (IOException e) {
            // No IPv6 here.
        }
        return List.copyOf(found);
    }

    /** 127.0.0.1. */
    public static InetAddress loopback() {
        return address(IPV4_LOOPBACK);
    }

    /** @throws LaunchFailure that names the first port which another program has */
    public static void requireFree(InetAddress address, int port) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
        } catch (BindException e) {
            if (String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("permission")) {
                throw new LaunchFailure("port " + port + " may not be used by this user: give another --port.");
            }
            throw new LaunchFailure("port " + port + " is taken by another program (on " + address.getHostAddress()
                    + "): stop it, or give another --port.");
        } catch (IOException e) {
            throw new LaunchFailure("port " + port + " cannot be used: " + e.getMessage());
        }
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress("localhost", bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four and sixteen bytes are addresses", e);
        }
    }
}
