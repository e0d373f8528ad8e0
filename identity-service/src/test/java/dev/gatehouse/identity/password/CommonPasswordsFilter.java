package dev.gatehouse.identity.password;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes {@code common-passwords.bloom} of a list, one password a line. {@code common-passwords.md} beside the filter says
 * which list, and how this is run.
 */
final class CommonPasswordsFilter {
    private static final double FALSE_POSITIVES = 0.000_01;
    private static final int SHORTEST = 8;

    private CommonPasswordsFilter() {}

    /** @param arguments the list, and the file to write */
    public static void main(String[] arguments) throws IOException {
        List<String> passwords;
        try (Stream<String> lines = Files.lines(Path.of(arguments[0]), StandardCharsets.UTF_8)) {
            passwords = lines.map(CommonPasswords::form)
                    .filter(line -> line.codePointCount(0, line.length()) >= SHORTEST)
                    .distinct()
                    .toList();
        }
        BloomFilter filter = BloomFilter.of(passwords.size(), FALSE_POSITIVES);
        passwords.forEach(filter::add);
        try (OutputStream out = Files.newOutputStream(Path.of(arguments[1]))) {
            filter.write(out);
        }
        System.out.println(passwords.size() + " passwords");
    }
}
