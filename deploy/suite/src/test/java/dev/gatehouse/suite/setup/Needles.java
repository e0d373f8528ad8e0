package dev.gatehouse.suite.setup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds any of many texts in large files, reading each file once. */
public final class Needles {
    private static final int HEAD = 8;
    private final Map<Long, List<byte[]>> byHead = new HashMap<>();

    /** @param texts of {@value #HEAD} bytes or more */
    public Needles(Collection<String> texts) {
        for (String text : texts) {
            byte[] needle = text.getBytes(StandardCharsets.UTF_8);
            if (needle.length < HEAD) {
                throw new IllegalArgumentException("too short to be told from chance");
            }
            byHead.computeIfAbsent(head(needle, 0), head -> new ArrayList<>()).add(needle);
        }
    }

    private static long head(byte[] bytes, int from) {
        long head = 0;
        for (int i = from; i < from + HEAD; i++) {
            head = head << 8 | bytes[i] & 0xff;
        }
        return head;
    }

    /** The places where one is, with what stands around it. */
    public List<String> in(Path file) throws IOException {
        var found = new ArrayList<String>();
        byte[] all;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            all = in.readAllBytes();
        }
        long head = 0;
        for (int i = 0; i < all.length; i++) {
            head = head << 8 | all[i] & 0xff;
            int from = i - HEAD + 1;
            List<byte[]> candidates = from < 0 ? null : byHead.get(head);
            if (candidates == null) {
                continue;
            }
            for (byte[] needle : candidates) {
                int end = from + needle.length;
                if (end <= all.length && Arrays.equals(needle, 0, needle.length, all, from, end)) {
                    int begin = Math.max(0, from - 200);
                    found.add(file.getFileName() + ": "
                            + new String(all, begin, Math.min(all.length, end + 60) - begin, StandardCharsets.UTF_8));
                }
            }
        }
        return found;
    }
}
