package dev.gatehouse.token.proof;

import java.net.InetAddress;

/**
 * One network address, or all that begin like it; pure.
 *
 * @param bits that they have in common
 */
record NetworkRange(InetAddress first, int bits) {
    /** @throws IllegalArgumentException where {@code text} is no address, nor one with the number of bits after a slash */
    static NetworkRange parse(String text) {
        int cut = text.indexOf('/');
        InetAddress address = InetAddress.ofLiteral(cut < 0 ? text : text.substring(0, cut));
        int longest = address.getAddress().length * Byte.SIZE;
        int bits = cut < 0 ? longest : Integer.parseInt(text, cut + 1, text.length(), 10);
        if (bits < 0 || bits > longest) {
            throw new IllegalArgumentException(text + " is no network");
        }
        return new NetworkRange(address, bits);
    }

    boolean contains(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
