package dev.gatehouse.bench.side;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an Argon2id hash costs.
 *
 * @param memory in KiB
 * @param iterations passes over the memory
 * @param parallelism lanes
 */
public record HashCost(int memory, int iterations, int parallelism) {
    private static final Pattern ENCODED = Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d+),t=(\\d+),p=(\\d+)\\$.*");

    /** Of a hash as it is stored, in PHC's string format. @throws BenchFailure where it is no Argon2id */
    public static HashCost of(String encoded) {
        Matcher matcher = ENCODED.matcher(encoded);
        if (!matcher.matches()) {
            throw new BenchFailure("a password is not stored as Argon2id");
        }
        return new HashCost(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    @Override
    public String toString() {
        return "Argon2id, " + memory + " KiB, t=" + iterations + ", p=" + parallelism;
    }
}
