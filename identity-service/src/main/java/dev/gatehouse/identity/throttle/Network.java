package dev.gatehouse.identity.throttle;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** What counts as one address: of IPv6 the first 64 bits, for whoever has one such address has all of them. */
final class Network {
    private static final int PREFIX_BYTES = 8;

    private Network() {}

    /** One text for each network; what is no address stands for itself. */
    static String of(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address.strip());
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), PREFIX_BYTES)) + "/64"
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
