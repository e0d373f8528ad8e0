package dev.gatehouse.bench.population;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PopulationTest {
    @Test
    void eachLineIsAUserOfTheirOwn() throws IOException {
        List<JsonObject> users = lines(1).stream().map(JsonObject::new).toList();
        assertEquals(1000, users.size());
        assertEquals(
                1000,
                users.stream()
                        .map(user -> user.getString("username"))
                        .distinct()
                        .count());
        assertTrue(users.getFirst().getString("username").startsWith("x-"));
        assertTrue(users.getFirst().getString("password_hash").startsWith("$argon2id$"));
    }

    @Test
    void aSeedAlwaysMakesTheSamePeople() throws IOException {
        assertEquals(lines(7), lines(7));
    }

    private static List<String> lines(long seed) throws IOException {
        var out = new ByteArrayOutputStream();
        Population.write(1000, "x-", seed, out);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
