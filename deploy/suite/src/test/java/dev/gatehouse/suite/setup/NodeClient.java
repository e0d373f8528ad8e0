package dev.gatehouse.suite.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.launcher.process.NodePackages;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * A program under src/test/node, with the client library of somebody else that its lock file pins: it says on a line of JSON
 * which address to open, reads where the browser comes back to, and says at last what it found. Skipped where there is no
 * Node.
 */
public final class NodeClient implements AutoCloseable {
    private static final Path SOURCE = Gatehouse.projectRoot().resolve("deploy/suite/src/test/node");
    private static final Path INSTALLED = Gatehouse.projectRoot().resolve("deploy/suite/target/node");
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Process process;
    private final BufferedReader says;
    private final BufferedWriter hears;

    private NodeClient(Process process) {
        this.process = process;
        says = process.inputReader(StandardCharsets.UTF_8);
        hears = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** @param program such as {@code openid-client} */
    public static NodeClient start(String program, OAuthClient client) throws IOException, InterruptedException {
        Assumptions.assumeTrue(NodePackages.possible(), "no Node is installed");
        NodePackages.install(SOURCE, INSTALLED);
        Process process = new ProcessBuilder(
                        "node",
                        program + ".mjs",
                        Gatehouse.running().issuer(),
                        client.id(),
                        client.secret(),
                        client.redirectUri())
                .directory(INSTALLED.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new NodeClient(process);
    }

    /** The address that a browser is to open. */
    public String opens() throws IOException {
        return next("open").asText();
    }

    /** What it found once the browser has come back there. */
    public JsonNode found(String arrival) throws IOException {
        hears.write(arrival + "\n");
        hears.flush();
        return next("done");
    }

    private JsonNode next(String what) throws IOException {
        String line = says.readLine();
        if (line == null) {
            throw new AssertionError("the client has failed; its error stream says why");
        }
        JsonNode said = JSON.readTree(line).path(what);
        if (said.isMissingNode()) {
            throw new AssertionError("the client says " + line);
        }
        return said;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
