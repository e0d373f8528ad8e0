package dev.gatehouse.identity.naming;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.SpoofChecker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of look-alikes as ICU has it; run as a program, writes it to the file that is its argument. */
final class ConfusablesTable {
    private static final String ASCII = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ._-abcdefghijklmnopqrstuvwxyz";
    private static final int USERNAME_CHARACTERS = 1 << Character.UPPERCASE_LETTER
            | 1 << Character.LOWERCASE_LETTER
            | 1 << Character.TITLECASE_LETTER
            | 1 << Character.MODIFIER_LETTER
            | 1 << Character.OTHER_LETTER
            | 1 << Character.NON_SPACING_MARK
            | 1 << Character.COMBINING_SPACING_MARK
            | 1 << Character.ENCLOSING_MARK
            | 1 << Character.DECIMAL_DIGIT_NUMBER;

    private ConfusablesTable() {}

    static String derive() {
        SpoofChecker unicode = new SpoofChecker.Builder().build();
        // Where ASCII characters look alike, as l, I and 1 do, the last one stands for what looks like them.
        Map<String, String> ascii = new HashMap<>();
        ASCII.chars()
                .mapToObj(Character::toString)
                .forEach(each -> ascii.put(unicode.getSkeleton(each), each.toLowerCase(Locale.ROOT)));
        var table = new StringBuilder();
        table.append("# What looks like something else: derived from confusables.txt of Unicode ");
        table.append(UCharacter.getUnicodeVersion().getVersionString(2, 3)).append('\n');
        table.append(
                "# Copyright (c) Unicode, Inc. Under the Unicode License v3: https://www.unicode.org/license.txt\n");
        table.append("# Only what a username in NFD can have, and nothing of ASCII.\n");
        for (int each = 0x80; each <= Character.MAX_CODE_POINT; each++) {
            String text = Character.toString(each);
            if ((USERNAME_CHARACTERS >> Character.getType(each) & 1) == 0 || !stays(text)) {
                continue;
            }
            String like = unicode.getSkeleton(text);
            if (!like.equals(text) && !like.isEmpty()) {
                table.append(hex(each)).append(' ');
                table.append(ascii.getOrDefault(like, like)
                        .codePoints()
                        .mapToObj(ConfusablesTable::hex)
                        .collect(Collectors.joining(" ")));
                table.append('\n');
            }
        }
        return table.toString();
    }

    /** Whether normalisation leaves it as it is: else it is never looked up. */
    private static boolean stays(String text) {
        return Normalizer.isNormalized(text, Normalizer.Form.NFKC)
                && Normalizer.isNormalized(text, Normalizer.Form.NFD);
    }

    private static String hex(int codePoint) {
        return String.format("%04X", codePoint);
    }

    public static void main(String[] arguments) throws Exception {
        Files.writeString(Path.of(arguments[0]), derive());
    }
}
