package dev.gatehouse.identity.device;

import dev.gatehouse.common.requester.Network;
import dev.gatehouse.common.secret.Secrets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * From where somebody signs in, as far as it stays the same from day to day: the kind of program, without its version, and
 * the larger network that it is in.
 *
 * @param program such as {@code Firefox (Linux)}; null where it is none that is known
 * @param network as {@link Network#larger}
 */
record Device(@Nullable String program, String network) {
    /** In this order: most browsers say that they are others, too. */
    private static final List<String> BROWSERS =
            List.of("Edg", "OPR", "Firefox", "SamsungBrowser", "Chrome", "Safari", "curl", "okhttp", "Java");

    private static final List<String> SYSTEMS = List.of("Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux");

    static Device of(@Nullable String userAgent, @Nullable String address) {
        return new Device(userAgent == null ? null : program(userAgent), Network.larger(address));
    }

    /** What it is known by; that of one user says nothing of another's. */
    String hash(UUID user) {
        return Secrets.sha256(user + "\n" + program + "\n" + network);
    }

    private static @Nullable String program(String userAgent) {
        String browser = first(BROWSERS, userAgent);
        if (browser == null) {
            return null;
        }
        String name = browser.equals("Edg") ? "Edge" : browser.equals("OPR") ? "Opera" : browser;
        String system = first(SYSTEMS, userAgent);
        return system == null ? name : name + " (" + system + ")";
    }

    private static @Nullable String first(List<String> words, String text) {
        return words.stream().filter(text::contains).findFirst().orElse(null);
    }
}
