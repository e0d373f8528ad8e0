package dev.gatehouse.backing;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** The servers' passwords: made up once for a data directory and kept in it. */
record Passwords(String postgres, String redis) {
    static Passwords of(Path file) throws IOException {
        if (!Files.exists(file)) {
            PrivateDirectory.write(file, "postgres=" + random() + "\nredis=" + random() + "\n");
        }
        var kept = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            kept.load(reader);
        }
        return new Passwords(required(kept, "postgres", file), required(kept, "redis", file));
    }

    private static String required(Properties kept, String name, Path file) throws IOException {
        String value = kept.getProperty(name);
        if (value == null || value.isBlank()) {
            throw new IOException(file + " has no password for " + name);
        }
        return value;
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "Passwords[…]";
    }
}
