package dev.gatehouse.oauth.outbound;

import io.smallrye.common.net.CidrAddress;
import io.smallrye.common.net.Inet;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** Which addresses are public (IANA's special-purpose registries say which are not), and which are allowed beside; pure. */
final class Networks {
    private static final List<CidrAddress> SPECIAL = read(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");
    /** Nothing else of IPv6 is routed publicly. */
    private static final CidrAddress GLOBAL = network("2000::/3");

    private final List<CidrAddress> allowed;

    /** @throws IllegalArgumentException where one is no network */
    Networks(List<String> allowed) {
        this.allowed = allowed.stream().map(Networks::network).toList();
    }

    boolean allowed(InetAddress address) {
        return allowed.stream().anyMatch(network -> network.matches(address));
    }

    static boolean isPublic(InetAddress address) {
        return (address.getAddress().length == 4 || GLOBAL.matches(address))
                && SPECIAL.stream().noneMatch(network -> network.matches(address));
    }

    private static List<CidrAddress> read(String... networks) {
        return Stream.of(networks).map(Networks::network).toList();
    }

    private static CidrAddress network(String text) {
        String alone = text.contains(":") ? "/128" : "/32";
        CidrAddress network = Inet.parseCidrAddress(text.contains("/") ? text : text + alone);
        if (network == null) {
            throw new IllegalArgumentException(text + " is no network");
        }
        return network;
    }
}
