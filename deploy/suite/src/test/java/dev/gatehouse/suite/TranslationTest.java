package dev.gatehouse.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.gatehouse.suite.setup.Gatehouse;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All that pages and mails say in English, they say in German: Quarkus would pass over what lacks. */
class TranslationTest {
    private static final String BUNDLE = "io.quarkus.qute.i18n.MessageBundle";
    private static final String MESSAGE = "io.quarkus.qute.i18n.Message";
    private static final Pattern PARAMETER = Pattern.compile("\\{\\w+}");

    /** @param directory of the compiled module, which has the translation */
    record Bundle(Path directory, JavaClass english) {
        @Override
        public String toString() {
            return english.getSimpleName();
        }
    }

    static List<Bundle> bundles() {
        Path root = Gatehouse.projectRoot();
        return List.of("common", "identity-service", "session-service", "oauth-service").stream()
                .map(module -> root.resolve(module).resolve("target/classes"))
                .flatMap(directory -> new ClassFileImporter()
                        .importPath(directory).stream()
                                .filter(each -> each.isAnnotatedWith(BUNDLE))
                                .map(each -> new Bundle(directory, each)))
                .toList();
    }

    @Test
    void thereIsSomethingToCheck() {
        assertFalse(bundles().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void isWhole(Bundle bundle) throws IOException {
        String name = text(bundle.english().getAnnotationOfType(BUNDLE).getProperties());
        Map<String, String> english = bundle.english().getMethods().stream()
                .collect(Collectors.toMap(
                        method -> method.getName(),
                        method -> text(method.getAnnotationOfType(MESSAGE).getProperties()),
                        (one, other) -> one,
                        TreeMap::new));
        var german = new Properties();
        try (Reader file = Files.newBufferedReader(bundle.directory().resolve("messages/" + name + "_de.properties"))) {
            german.load(file);
        }
        assertEquals(english.keySet(), new TreeSet<>(german.stringPropertyNames()));
        english.forEach((key, text) -> {
            String translated = german.getProperty(key);
            assertFalse(translated.isBlank(), key);
            assertTrue(parameters(text).equals(parameters(translated)), () -> key + ": " + translated);
        });
    }

    private static String text(Map<String, Object> annotation) {
        return String.valueOf(annotation.get("value"));
    }

    private static TreeSet<String> parameters(String text) {
        return PARAMETER.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
