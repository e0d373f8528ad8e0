package dev.gatehouse.bench.side;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
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

    /**
     * As Keycloak describes a hash that it keeps.
     *
     * @throws BenchFailure where it is no Argon2id
     */
    public static HashCost ofKeycloak(String description) {
        var hash = new JsonObject(description);
        JsonObject parameters = hash.getJsonObject("additionalParameters", new JsonObject());
        if (!hash.getString("algorithm", "").equals("argon2")
                || !parameters.getJsonArray("type", new JsonArray()).contains("id")) {
            throw new BenchFailure("Keycloak does not store passwords as Argon2id: " + description);
        }
        return new HashCost(
                number(parameters, "memory"), hash.getInteger("hashIterations", 0), number(parameters, "parallelism"));
    }

    private static int number(JsonObject parameters, String name) {
        return Integer.parseInt(
                parameters.getJsonArray(name, new JsonArray().add("0")).getString(0));
    }

    @Override
    public String toString() {
        return "Argon2id, " + memory + " KiB, t=" + iterations + ", p=" + parallelism;
    }
}
