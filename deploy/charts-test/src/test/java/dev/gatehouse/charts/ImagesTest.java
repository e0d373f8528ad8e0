package dev.gatehouse.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.charts.setup.Charts;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The images that the charts run are built as the charts run them. */
class ImagesTest {
    private static final Pattern LABEL = Pattern.compile("(org\\.opencontainers\\.image\\.[a-z]+)=\"([^\"]+)\"");
    private static final Pattern BUILT =
            Pattern.compile("docker build -f deploy/images/Dockerfile\\.(jvm|native) [^\\n]*:0\\.1\\.0-(jvm|native)");

    @ParameterizedTest
    @ValueSource(strings = {"jvm", "native"})
    void anImageSaysWhatItIs(String form) throws IOException {
        String labels = only(form, "LABEL ");
        assertEquals(
                Set.of("title", "description", "vendor", "version", "revision"),
                LABEL.matcher(labels)
                        .results()
                        .map((MatchResult label) -> label.group(1).substring("org.opencontainers.image.".length()))
                        .collect(Collectors.toSet()));
        // Labels that stand for arguments, which each have a value where none is given.
        for (String argument : List.of("SERVICE", "VERSION", "REVISION")) {
            assertTrue(labels.contains("${" + argument + "}"), argument);
            assertTrue(instructions(form).anyMatch(line -> line.matches("ARG " + argument + "=.+")), argument);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jvm", "native"})
    void itRunsAsTheUserOfTheCharts(String form) throws IOException {
        String user = Charts.read(Charts.folder(Charts.ALL).resolve("values.yaml"))
                .path("global")
                .path("runAsUser")
                .asText();
        assertEquals("USER " + user + ":" + user, only(form, "USER "));
    }

    /** In which nothing lies that nobody asked for: no shell between a signal and the service, no file from elsewhere. */
    @ParameterizedTest
    @ValueSource(strings = {"jvm", "native"})
    void itHoldsTheServiceAndItsBillOfMaterials(String form) throws IOException {
        assertTrue(only(form, "ENTRYPOINT ").startsWith("ENTRYPOINT [\""));
        assertFalse(instructions(form).anyMatch(line -> line.startsWith("ADD ") || line.startsWith("RUN ")));
        List<String> copied =
                instructions(form).filter(line -> line.startsWith("COPY ")).toList();
        assertTrue(copied.stream().allMatch(line -> line.contains(" target/") && line.contains(" /opt/gatehouse/")));
        assertEquals(
                form.equals("jvm")
                        ? List.of(
                                "COPY target/quarkus-run-cyclonedx.json /opt/gatehouse/",
                                "COPY target/quarkus-app/ /opt/gatehouse/")
                        : List.of(
                                "COPY target/*-runner-cyclonedx.json /opt/gatehouse/",
                                "COPY --chmod=0755 target/*-runner /opt/gatehouse/service"),
                copied);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jvm", "native"})
    void itsBaseHasAVersion(String form) throws IOException {
        String base = only(form, "ARG BASE=");
        assertTrue(base.matches("ARG BASE=[a-z/.-]+:[0-9][a-z0-9.-]*"), base);
        assertEquals("FROM ${BASE}", only(form, "FROM "));
    }

    /** As it says itself: the charts add the form to the tag. */
    @ParameterizedTest
    @ValueSource(strings = {"jvm", "native"})
    void itIsTaggedWithItsForm(String form) throws IOException {
        List<MatchResult> built = BUILT.matcher(text(form)).results().toList();
        assertEquals(1, built.size());
        assertEquals(form, built.getFirst().group(1));
        assertEquals(form, built.getFirst().group(2));
    }

    private static String only(String form, String start) throws IOException {
        List<String> found =
                instructions(form).filter(line -> line.startsWith(start)).toList();
        assertEquals(1, found.size(), start);
        return found.getFirst();
    }

    /** Without comments, each in one line. */
    private static Stream<String> instructions(String form) throws IOException {
        var lines = new ArrayList<String>();
        for (String line : text(form)
                .replaceAll("(?m)^#.*\\n", "")
                .replaceAll("\\\\\\n\\s*", "")
                .split("\\n", -1)) {
            if (!line.isBlank()) {
                lines.add(line);
            }
        }
        return lines.stream();
    }

    private static String text(String form) throws IOException {
        return Files.readString(Charts.projectRoot().resolve("deploy/images/Dockerfile." + form));
    }
}
