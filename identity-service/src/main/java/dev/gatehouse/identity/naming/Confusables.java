package dev.gatehouse.identity.naming;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * What a name looks like. As skeletons go (UTS 39, section 4), but for one thing: letters and digits of ASCII stand for
 * themselves. Else nobody could be called modern where somebody is called modem.
 */
public final class Confusables {
    static final String RESOURCE = "confusables.txt";
    private static final Map<Integer, String> LOOKS_LIKE = read();

    private Confusables() {}

    /** Of a name in NFKC; two names of the same skeleton can be taken for one another. */
    public static String skeleton(String name) {
        var skeleton = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFD)
                .codePoints()
                .forEach(each -> skeleton.append(LOOKS_LIKE.getOrDefault(each, Character.toString(each))));
        return Normalizer.normalize(skeleton.toString().toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
    }

    /** Lines of a code point and those it looks like, hexadecimal; all else is a comment. */
    private static Map<Integer, String> read() {
        var table = new HashMap<Integer, String>();
        try (InputStream in = Confusables.class.getResourceAsStream("/" + RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                String[] codePoints = line.strip().split(" ");
                var like = new StringBuilder();
                for (int i = 1; i < codePoints.length; i++) {
                    like.appendCodePoint(HexFormat.fromHexDigits(codePoints[i]));
                }
                table.put(HexFormat.fromHexDigits(codePoints[0]), like.toString());
            }
        } catch (IOException e) {
            throw new IllegalStateException(RESOURCE + " cannot be read", e);
        }
        return Map.copyOf(table);
    }
}
