package dev.gatehouse.launcher.suite;

import dev.gatehouse.launcher.process.LaunchFailure;
import dev.gatehouse.launcher.process.PrivateFiles;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** The secrets of one data directory, made up once, under the names of the environment variables that they go into. */
final class SuiteSecrets {
    static final String INTERNAL = "GATEHOUSE_INTERNAL_SECRETS";
    static final String FACTORS_SEALING_KEYS = "GATEHOUSE_FACTORS_SEALING_KEYS";
    static final String THROTTLE_DEVICE_KEY = "GATEHOUSE_THROTTLE_DEVICE_KEY";
    static final String TOKEN_SEALING_KEYS = "GATEHOUSE_TOKEN_KEYS_SEALING_KEYS";
    static final String TOKEN_REFRESH_KEY = "GATEHOUSE_TOKEN_REFRESH_KEY";
    static final String OAUTH_ENCRYPTION_KEY = "GATEHOUSE_OAUTH_CONNECT_ENCRYPTION_KEY";
    static final String OAUTH_STATE_SECRET = "GATEHOUSE_OAUTH_CONNECT_STATE_SECRET";
    static final String OAUTH_MARK_SECRETS = "GATEHOUSE_OAUTH_MARK_SECRETS";
    static final String OAUTH_SUBJECT_SALT = "GATEHOUSE_OAUTH_SUBJECT_SALT";
    static final String ADMIN_USERNAME = "GATEHOUSE_ADMIN_USERNAME";
    static final String ADMIN_PASSWORD = "GATEHOUSE_ADMIN_PASSWORD";
    /** What was called otherwise before, and must stay the same: data is sealed under it. */
    private static final Map<String, String> FORMER = Map.of(TOKEN_SEALING_KEYS, "GATEHOUSE_TOKEN_KEYS_ENCRYPTION_KEY");
    /** Of the demo user; no service is given it. */
    static final String ALICE_PASSWORD = "ALICE_PASSWORD";

    private final Map<String, String> values;

    private SuiteSecrets(Map<String, String> values) {
        this.values = values;
    }

    /** Those in {@code file}; what is missing there is made up and written to it. */
    static SuiteSecrets of(Path file) {
        Map<String, String> values = madeUp();
        if (Files.exists(file)) {
            var kept = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            } catch (IOException e) {
                throw new LaunchFailure("cannot read " + file + ": " + e.getMessage());
            }
            values.replaceAll(
                    (name, fresh) -> kept.getProperty(name, kept.getProperty(FORMER.getOrDefault(name, name), fresh)));
        }
        PrivateFiles.write(
                file,
                values.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
        return new SuiteSecrets(values);
    }

    String get(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name);
        }
        return value;
    }

    private static Map<String, String> madeUp() {
        var values = new LinkedHashMap<String, String>();
        values.put(INTERNAL, text(32));
        values.put(FACTORS_SEALING_KEYS, key());
        values.put(THROTTLE_DEVICE_KEY, key());
        values.put(TOKEN_SEALING_KEYS, key());
        values.put(TOKEN_REFRESH_KEY, key());
        values.put(OAUTH_ENCRYPTION_KEY, key());
        values.put(OAUTH_STATE_SECRET, text(32));
        values.put(OAUTH_MARK_SECRETS, text(32));
        values.put(OAUTH_SUBJECT_SALT, text(32));
        values.put(ADMIN_USERNAME, "admin");
        values.put(ADMIN_PASSWORD, text(18));
        values.put(ALICE_PASSWORD, text(18));
        return values;
    }

    private static String key() {
        return Base64.getEncoder().encodeToString(random(32));
    }

    private static String text(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(bytes));
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
