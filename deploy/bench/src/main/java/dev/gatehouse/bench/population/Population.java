package dev.gatehouse.bench.population;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** People who do not exist, one a line, in the form that {@code POST /users/import} takes; the same ones for each seed. */
public final class Population {
    private static final List<String> GIVEN = List.of(
            "Ada",
            "Alan",
            "Barbara",
            "Claude",
            "Donald",
            "Edsger",
            "Frances",
            "Grace",
            "Hedy",
            "John",
            "Katherine",
            "Leslie",
            "Margaret",
            "Niklaus",
            "Radia",
            "Tim");
    private static final List<String> FAMILY = List.of(
            "Allen",
            "Berners-Lee",
            "Dijkstra",
            "Hamilton",
            "Hopper",
            "Johnson",
            "Knuth",
            "Lamarr",
            "Lamport",
            "Liskov",
            "Lovelace",
            "Neumann",
            "Perlman",
            "Shannon",
            "Turing",
            "Wirth");
    private static final List<String> LOCALES = List.of("en", "de", "fr-CH", "pt-BR");
    /** Of our own cost, so that nothing is hashed anew at a sign-in; nobody knows the passwords. */
    private static final String HASH = "$argon2id$v=19$m=19456,t=2,p=1$";

    private Population() {}

    /**
     * Writes {@code count} users to the standard output.
     *
     * @param arguments how many; a prefix of their names, if any
     */
    public static void main(String[] arguments) throws IOException {
        write(Integer.parseInt(arguments[0]), arguments.length > 1 ? arguments[1] : "", 1, System.out);
    }

    /** @param prefix of all usernames. @param seed of all that looks like chance */
    public static void write(int count, String prefix, long seed, OutputStream out) throws IOException {
        var random = new Random(seed);
        var lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(user(prefix, i, random)).append('\n');
            if (lines.length() > 64 * 1024) {
                out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
                lines.setLength(0);
            }
        }
        out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String user(String prefix, int number, Random random) {
        String given = GIVEN.get(random.nextInt(GIVEN.size()));
        String family = FAMILY.get(random.nextInt(FAMILY.size()));
        String username = (prefix + given + "." + family).toLowerCase(Locale.ROOT) + "." + number;
        return "{\"username\":\"%s\",\"email\":\"%s@example.org\",\"email_verified\":%b,\"claims\":{\"given_name\":\"%s\",\"family_name\":\"%s\",\"name\":\"%s %s\",\"locale\":\"%s\"},\"password_hash\":\"%s%s$%s\"}"
                .formatted(
                        username,
                        username,
                        random.nextInt(10) > 0,
                        given,
                        family,
                        given,
                        family,
                        LOCALES.get(random.nextInt(LOCALES.size())),
                        HASH,
                        base64(random, 16),
                        base64(random, 32));
    }

    private static String base64(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
