package dev.gatehouse.token.status;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** The compressed byte array of a status list with one bit for each token (draft-ietf-oauth-status-list, section 4.1); pure. */
final class StatusBits {
    private StatusBits() {}

    /**
     * Base64url of ZLIB.
     *
     * @param size how many bits, a multiple of 8
     * @param revoked the indices whose bits are 1
     */
    static String encoded(int size, Collection<Integer> revoked) {
        var bits = new BitSet(size);
        revoked.forEach(bits::set);
        // From the least significant bit of the first byte on, as the specification counts.
        byte[] bytes = Arrays.copyOf(bits.toByteArray(), size / 8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(compressed(bytes));
    }

    private static byte[] compressed(byte[] bytes) {
        var compressed = new ByteArrayOutputStream();
        try (var deflater = new Deflater(Deflater.BEST_COMPRESSION);
                var out = new DeflaterOutputStream(compressed, deflater)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
