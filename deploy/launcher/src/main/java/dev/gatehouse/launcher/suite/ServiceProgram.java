package dev.gatehouse.launcher.suite;

import dev.gatehouse.launcher.process.ManagedProcess.Recipe;
import java.net.URI;
import java.nio.file.Path;

/**
 * One service as a suite runs it, for those who measure it.
 *
 * @param name such as {@code token-service}
 * @param program the jar or the binary
 * @param address where it serves, on this machine
 * @param management where its health and metrics are
 */
public record ServiceProgram(String name, Recipe recipe, Path program, URI address, URI management) {}
