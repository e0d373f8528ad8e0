package dev.gatehouse.identity.factor;

import io.nayuki.qrcodegen.QrCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A QR code as a PNG image: one bit a pixel, black on white. Written here, for Java's own writer needs a windowing
 * toolkit that a native image has not.
 */
final class QrImage {
    private static final int SCALE = 6;
    /** In modules, as the standard asks for (ISO/IEC 18004, section 6.3.8). */
    private static final int QUIET_ZONE = 4;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private QrImage() {}

    static byte[] of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        int size = (code.size + 2 * QUIET_ZONE) * SCALE;
        var png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        // Depth 1, grey, and the only methods that there are of compression, filtering and interlacing.
        chunk(
                png,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(size)
                        .putInt(size)
                        .put(new byte[] {1, 0, 0, 0, 0})
                        .array());
        chunk(png, "IDAT", deflated(pixels(code, size)));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    /** Each line is a zero, for no filter, and then its pixels, eight a byte; a set bit is white. */
    private static byte[] pixels(QrCode code, int size) {
        int line = 1 + (size + 7) / 8;
        byte[] pixels = new byte[line * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                if (!code.getModule(x / SCALE - QUIET_ZONE, y / SCALE - QUIET_ZONE)) {
                    pixels[y * line + 1 + x / 8] |= (byte) (0x80 >> x % 8);
                }
            }
        }
        return pixels;
    }

    private static byte[] deflated(byte[] data) {
        try (var deflater = new Deflater()) {
            deflater.setInput(data);
            deflater.finish();
            var out = new ByteArrayOutputStream();
            byte[] buffer = new byte[4096];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        png.writeBytes(name);
        png.writeBytes(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
