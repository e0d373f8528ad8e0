package dev.gatehouse.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.launcher.suite.Form;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be asked of the launcher. */
class CommandLineTest {
    @Test
    void thereAreDefaultsForEverything() {
        CommandLine command = CommandLine.parse("up");
        assertEquals(CommandLine.Verb.UP, command.verb());
        assertEquals(8080, command.options().port());
        assertEquals("http://localhost:8080", command.options().issuer());
        assertTrue(command.options().dataDirectory().endsWith(".gatehouse"));
        assertFalse(command.options().fresh());
        assertEquals(Form.JVM, command.options().form());
    }

    @Test
    void optionsReplaceThem() {
        CommandLine command = CommandLine.parse(
                "restart",
                "token",
                "--port",
                "18080",
                "--data",
                "/tmp/x y",
                "--issuer",
                "https://id.example",
                "--fresh",
                "--native");
        assertEquals("token", command.service());
        assertEquals(18080, command.options().port());
        assertEquals(Path.of("/tmp/x y"), command.options().dataDirectory());
        assertEquals("https://id.example", command.options().issuer());
        assertTrue(command.options().fresh());
        assertEquals(Form.NATIVE, command.options().form());
        assertEquals(
                "http://localhost:9000",
                CommandLine.parse("up", "--port", "9000").options().issuer());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fly",
                "restart",
                "up --port",
                "up --port x",
                "up --port 0",
                "up --port 64532",
                "up -v",
                "up --issuer foo",
                "up --issuer http://x/y"
            })
    void whatIsNotUnderstoodIsSaid(String line) {
        String[] words = line.isEmpty() ? new String[0] : line.split(" ");
        assertThrows(CommandLine.NotUnderstood.class, () -> CommandLine.parse(words));
    }
}
