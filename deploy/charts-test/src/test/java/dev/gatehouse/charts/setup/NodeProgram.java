package dev.gatehouse.charts.setup;

import dev.gatehouse.launcher.process.NodePackages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program under src/test/node, with the libraries that its lock file pins. */
public final class NodeProgram {
    private static final Path MODULE = Charts.projectRoot().resolve("deploy/charts-test");
    private static final Path SOURCE = MODULE.resolve("src/test/node");
    private static final Path INSTALLED = MODULE.resolve("target/node");

    private NodeProgram() {}

    /** What it says, being given a file with {@code input}. */
    public static String run(String program, String input) throws IOException, InterruptedException {
        Installed.NODE.require();
        Installed.NPM.require();
        NodePackages.install(SOURCE, INSTALLED);
        Path file = Files.writeString(INSTALLED.resolve("input.json"), input);
        Process process = new ProcessBuilder("node", program, file.toString())
                .directory(INSTALLED.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(program + " fails: " + said);
        }
        return said;
    }
}
