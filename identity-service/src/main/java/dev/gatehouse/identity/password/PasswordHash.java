package dev.gatehouse.identity.password;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A password's hash as it is stored: in PHC string format, or as crypt(3) writes bcrypt. Our own are Argon2id; the others
 * come from the systems that users were imported from. Pure.
 */
public sealed interface PasswordHash {
    /** What is stored. */
    String text();

    /** Reads what is stored, or was exported elsewhere; empty where it is in no form that is known. */
    static Optional<PasswordHash> parse(String text) {
        if (text.length() > 512) {
            return Optional.empty();
        }
        return Argon2.read(text)
                .or(() -> Bcrypt.read(text))
                .or(() -> Pbkdf2.read(text))
                .or(() -> Scrypt.read(text));
    }

    /**
     * RFC 9106.
     *
     * @param variant {@code id}, {@code i} or {@code d}
     * @param version 16 or 19
     * @param memory in KiB
     * @param salt in base64 without padding, as is {@code hash}
     */
    record Argon2(String variant, int version, int memory, int iterations, int parallelism, String salt, String hash)
            implements PasswordHash {
        private static final Pattern FORM = Pattern.compile("\\$argon2(id|i|d)(?:\\$v=(\\d{1,3}))?"
                + "\\$m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,8})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
        /** What is meant where none is said. */
        private static final String FIRST_VERSION = "16";

        static Optional<PasswordHash> read(String text) {
            Matcher form = FORM.matcher(text);
            return form.matches() && Base64Text.decodes(form.group(6), form.group(7))
                    ? Optional.of(new Argon2(
                            form.group(1),
                            Integer.parseInt(form.group(2) == null ? FIRST_VERSION : form.group(2)),
                            Integer.parseInt(form.group(3)),
                            Integer.parseInt(form.group(4)),
                            Integer.parseInt(form.group(5)),
                            form.group(6),
                            form.group(7)))
                    : Optional.empty();
        }

        @Override
        public String text() {
            return "$argon2" + variant + "$v=" + version + "$m=" + memory + ",t=" + iterations + ",p=" + parallelism
                    + "$" + salt + "$" + hash;
        }

        @Override
        public String toString() {
            return "Argon2";
        }
    }

    /** OpenBSD's, {@code $2a$}, {@code $2b$} or {@code $2y$}; {@code $2x$} marks the hashes of a faulty program. */
    record Bcrypt(int cost, String text) implements PasswordHash {
        private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");

        static Optional<PasswordHash> read(String text) {
            Matcher form = FORM.matcher(text);
            return form.matches() ? Optional.of(new Bcrypt(Integer.parseInt(form.group(1)), text)) : Optional.empty();
        }

        @Override
        public String toString() {
            return "Bcrypt";
        }
    }

    /** What HMAC is of in PBKDF2. */
    enum Digest {
        SHA1("pbkdf2", "PBKDF2WithHmacSHA1", 20),
        SHA256("pbkdf2-sha256", "PBKDF2WithHmacSHA256", 32),
        SHA512("pbkdf2-sha512", "PBKDF2WithHmacSHA512", 64);

        /** As PHC strings, and Keycloak, name it. */
        final String id;

        /** As Java names it. */
        final String algorithm;

        final int bytes;

        Digest(String id, String algorithm, int bytes) {
            this.id = id;
            this.algorithm = algorithm;
            this.bytes = bytes;
        }

        /** By the name in PHC strings or in Keycloak's. */
        public static Optional<Digest> named(String id) {
            for (Digest digest : values()) {
                if (digest.id.equals(id) || (digest == SHA1 && id.equals("pbkdf2-sha1"))) {
                    return Optional.of(digest);
                }
            }
            return Optional.empty();
        }
    }

    /** RFC 8018. @param salt in base64 without padding, as is {@code hash} */
    record Pbkdf2(Digest digest, int iterations, String salt, String hash) implements PasswordHash {
        /** The length is that of the hash. Passlib gives the iterations without a name, and has dots in its base64. */
        private static final Pattern FORM = Pattern.compile(
                "\\$(pbkdf2(?:-sha(?:1|256|512))?)\\$(?:i=)?(\\d{1,9})(?:,l=\\d{1,4})?\\$([A-Za-z0-9+./]+={0,2})\\$([A-Za-z0-9+./]+={0,2})");

        static Optional<PasswordHash> read(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                return Optional.empty();
            }
            String salt = Base64Text.plain(form.group(3));
            String hash = Base64Text.plain(form.group(4));
            return Base64Text.decodes(salt, hash)
                    ? Digest.named(form.group(1))
                            .map(digest -> new Pbkdf2(digest, Integer.parseInt(form.group(2)), salt, hash))
                    : Optional.empty();
        }

        @Override
        public String text() {
            return "$" + digest.id + "$i=" + iterations + "$" + salt + "$" + hash;
        }

        @Override
        public String toString() {
            return "Pbkdf2";
        }
    }

    /** RFC 7914. @param logCost logarithm of N. @param salt in base64 without padding, as is {@code hash} */
    record Scrypt(int logCost, int blockSize, int parallelism, String salt, String hash) implements PasswordHash {
        private static final Pattern FORM = Pattern.compile(
                "\\$scrypt\\$ln=(\\d{1,2}),r=(\\d{1,4}),p=(\\d{1,4})\\$([A-Za-z0-9+/]+={0,2})\\$([A-Za-z0-9+/]+={0,2})");
        /** That of the Java library of Lambdaworks: cost, block size and parallelism in one hexadecimal number. */
        private static final Pattern S0 =
                Pattern.compile("\\$s0\\$([0-9a-fA-F]{5,7})\\$([A-Za-z0-9+/]+={0,2})\\$([A-Za-z0-9+/]+={0,2})");

        static Optional<PasswordHash> read(String text) {
            Matcher form = FORM.matcher(text);
            if (form.matches()) {
                return of(
                        Integer.parseInt(form.group(1)),
                        Integer.parseInt(form.group(2)),
                        Integer.parseInt(form.group(3)),
                        form.group(4),
                        form.group(5));
            }
            Matcher s0 = S0.matcher(text);
            if (s0.matches()) {
                int parameters = Integer.parseInt(s0.group(1).toLowerCase(Locale.ROOT), 16);
                return of(parameters >> 16, (parameters >> 8) & 0xff, parameters & 0xff, s0.group(2), s0.group(3));
            }
            return Optional.empty();
        }

        private static Optional<PasswordHash> of(
                int logCost, int blockSize, int parallelism, String salt, String hash) {
            String plainSalt = Base64Text.plain(salt);
            String plainHash = Base64Text.plain(hash);
            return Base64Text.decodes(plainSalt, plainHash)
                    ? Optional.of(new Scrypt(logCost, blockSize, parallelism, plainSalt, plainHash))
                    : Optional.empty();
        }

        @Override
        public String text() {
            return "$scrypt$ln=" + logCost + ",r=" + blockSize + ",p=" + parallelism + "$" + salt + "$" + hash;
        }

        @Override
        public String toString() {
            return "Scrypt";
        }
    }

    /** Base64 as PHC strings have it. */
    final class Base64Text {
        private Base64Text() {}

        /** In the standard alphabet, without padding. */
        public static String plain(String text) {
            return text.replace('.', '+').replace("=", "");
        }

        static boolean decodes(String... texts) {
            for (String text : texts) {
                try {
                    bytes(text);
                } catch (IllegalArgumentException e) {
                    return false;
                }
            }
            return true;
        }

        /** @throws IllegalArgumentException where it is not base64 */
        static byte[] bytes(String text) {
            return Base64.getDecoder().decode(text.getBytes(StandardCharsets.US_ASCII));
        }

        /** Of the bytes. */
        static int length(String text) {
            return text.length() * 3 / 4;
        }
    }
}
