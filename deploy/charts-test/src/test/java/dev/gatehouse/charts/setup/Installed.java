package dev.gatehouse.charts.setup;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Programs of others that tests ask, by the names that they have on the PATH. */
enum Installed {
    PROMTOOL("promtool", "prometheus"),
    NODE("node", "nodejs"),
    NPM("npm", "npm");

    private final String program;
    private final String debianPackage;

    Installed(String program, String debianPackage) {
        this.program = program;
        this.debianPackage = debianPackage;
    }

    /** Fails where it is not there, unless it is said by {@code -Dgatehouse.promtool=skip} (or node, npm) to leave it out. */
    void require() {
        require(System.getenv().getOrDefault("PATH", ""), System.getProperty("gatehouse." + program));
    }

    /** @param path of directories @param wish {@code skip} where what needs it is to be left out */
    void require(String path, @Nullable String wish) {
        Assumptions.assumeFalse("skip".equals(wish), "what needs " + program + " is left out");
        if (Arrays.stream(path.split(File.pathSeparator))
                .noneMatch(directory -> Files.isExecutable(Path.of(directory, program)))) {
            throw new AssertionError("There is no " + program + " on the PATH. Install it (Debian: apt-get install "
                    + debianPackage + "), or leave out what needs it by -Dgatehouse." + program + "=skip");
        }
    }
}
