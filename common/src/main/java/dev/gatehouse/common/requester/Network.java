package dev.gatehouse.common.requester;

import java.net.InetAddress;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What of a network address tells one caller from another. */
public final class Network {
    private Network() {}

    /** The address itself, of IPv6 the 64 bits that one site has; one word for all where none is known. */
    public static String ofCaller(@Nullable String address) {
        return beginning(address, 4, 8);
    }

    /** {@link #ofCaller} of whoever sends the request at hand. */
    public static String ofRequester() {
        return ofCaller(Requester.current().map(Requester::address).orElse(null));
    }

    /** What whoever sends the request at hand can have of addresses without much ado: of IPv6 the first 48 bits. */
    public static String siteOfRequester() {
        return beginning(Requester.current().map(Requester::address).orElse(null), 4, 6);
    }

    /** The larger network, which stays the same when an address changes from day to day: 16 bits, of IPv6 32. */
    public static String larger(@Nullable String address) {
        return beginning(address, 2, 4);
    }

    private static String beginning(@Nullable String address, int bytes4, int bytes6) {
        if (address == null) {
            return "unknown";
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            int length = bytes.length == 4 ? bytes4 : bytes6;
            return bytes.length + "-" + HexFormat.of().formatHex(bytes, 0, length);
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
