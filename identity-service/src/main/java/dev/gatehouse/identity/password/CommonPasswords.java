package dev.gatehouse.identity.password;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Locale;

/**
 * The passwords that are tried first: those of eight characters and more among the million commonest of ten million that
 * were leaked. One in a hundred thousand others is taken for one of them.
 */
@Singleton
final class CommonPasswords {
    private static final String RESOURCE = "/common-passwords.bloom";
    private final BloomFilter filter;

    CommonPasswords() {
        try (InputStream in = CommonPasswords.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not packaged");
            }
            filter = BloomFilter.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String password) {
        return filter.has(form(password));
    }

    /** As the filter has it: capitals make no difference. */
    static String form(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
