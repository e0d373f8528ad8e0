package dev.gatehouse.token.verify;

import java.nio.charset.StandardCharsets;

/** Text as a header's value can carry it; pure. */
final class HeaderText {
    private HeaderText() {}

    /** Percent-encodes the UTF-8 of all but printable ASCII, and the percent sign, so that it can be undone. */
    static String of(String text) {
        var encoded = new StringBuilder(text.length());
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (each >= 0x20 && each < 0x7F && each != '%') {
                encoded.append((char) each);
            } else {
                encoded.append(String.format("%%%02X", each & 0xFF));
            }
        }
        return encoded.toString();
    }
}
