package dev.gatehouse.identity.password;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A set of texts that takes some bits for each: what is in it is always found, and of what is not, a known share too.
 * As a file: the number of probes, the number of bytes, the bytes.
 */
final class BloomFilter {
    private final int probes;
    private final byte[] bits;

    private BloomFilter(int probes, byte[] bits) {
        this.probes = probes;
        this.bits = bits;
    }

    /** An empty one. @param falsePositives the share of other texts that may be found, once {@code size} are in it */
    static BloomFilter of(int size, double falsePositives) {
        double bitsEach = -Math.log(falsePositives) / (Math.log(2) * Math.log(2));
        return new BloomFilter((int) Math.round(bitsEach * Math.log(2)), new byte[(int) (size * bitsEach / 8) + 1]);
    }

    void add(String text) {
        for (long bit : places(text)) {
            bits[(int) (bit >> 3)] |= (byte) (1 << (bit & 7));
        }
    }

    boolean has(String text) {
        for (long bit : places(text)) {
            if ((bits[(int) (bit >> 3)] & (1 << (bit & 7))) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Kirsch and Mitzenmacher: two hashes do for any number of probes. */
    private long[] places(String text) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(text));
        long first = hash.getLong();
        long second = hash.getLong();
        var places = new long[probes];
        for (int i = 0; i < probes; i++) {
            places[i] = Math.floorMod(first + i * second, bits.length * 8L);
        }
        return places;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void write(OutputStream to) throws IOException {
        var out = new DataOutputStream(to);
        out.writeInt(probes);
        out.writeInt(bits.length);
        out.write(bits);
        out.flush();
    }

    static BloomFilter read(InputStream from) throws IOException {
        var in = new DataInputStream(from);
        int probes = in.readInt();
        byte[] bits = new byte[in.readInt()];
        in.readFully(bits);
        return new BloomFilter(probes, bits);
    }
}
