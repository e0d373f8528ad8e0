package dev.gatehouse.launcher.suite;

import java.nio.file.Path;

/** The two forms in which the services are built. */
public enum Form {
    /** For a Java virtual machine. */
    JVM,
    /** A program of its own for this machine, by {@code native-image}. */
    NATIVE;

    /** What is run of the service in {@code module}, a directory of the project. */
    public Path program(Path projectRoot, String module) {
        Path target = projectRoot.resolve(module).resolve("target");
        return switch (this) {
            case JVM -> target.resolve("quarkus-app/quarkus-run.jar");
            case NATIVE -> target.resolve(module + "-runner");
        };
    }
}
