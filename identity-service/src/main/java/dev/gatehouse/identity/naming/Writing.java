package dev.gatehouse.identity.naming;

import java.lang.Character.UnicodeScript;
import java.net.IDN;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a name is written as people write: in one script, or in those that are used together (UTS 39, section 5.2, "highly
 * restrictive"), with digits of one kind (section 5.3) and nothing that does not show.
 */
public final class Writing {
    private static final Set<UnicodeScript> WITH_ANY = EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED);
    private static final List<Set<UnicodeScript>> TOGETHER = List.of(
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO),
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL));

    /** Letters and marks of the property Default_Ignorable_Code_Point, which the Java platform does not know. */
    private static final Pattern UNSEEN = Pattern.compile("[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u3164"
            + "\\uFE00-\\uFE0F\\uFFA0\\x{E0100}-\\x{E01EF}]");

    private Writing() {}

    public static boolean usual(String name) {
        return !UNSEEN.matcher(name).find() && oneScript(name) && oneKindOfDigits(name);
    }

    /**
     * The same of an e-mail address: of what stands before the {@code @}, and of each label of the domain, for a top-level
     * domain is often of another script than what is registered there.
     */
    public static boolean usualAddress(String address) {
        String normal = Normalizer.normalize(address, Normalizer.Form.NFKC);
        int at = normal.lastIndexOf('@');
        String domain = IDN.toUnicode(normal.substring(at + 1).toLowerCase(Locale.ROOT));
        return usual(normal.substring(0, Math.max(at, 0)))
                && Stream.of(domain.split("\\.")).allMatch(Writing::usual);
    }

    private static boolean oneScript(String name) {
        var scripts = EnumSet.noneOf(UnicodeScript.class);
        name.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
        scripts.removeAll(WITH_ANY);
        return scripts.size() <= 1 || TOGETHER.stream().anyMatch(together -> together.containsAll(scripts));
    }

    private static boolean oneKindOfDigits(String name) {
        return name.codePoints()
                        .filter(each -> Character.getType(each) == Character.DECIMAL_DIGIT_NUMBER)
                        // Each kind begins with its zero.
                        .map(each -> each - Character.digit(each, 10))
                        .distinct()
                        .count()
                <= 1;
    }
}
