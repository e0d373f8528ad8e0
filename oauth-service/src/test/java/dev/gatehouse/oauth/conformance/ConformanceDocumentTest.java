package dev.gatehouse.oauth.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** deploy/docs/conformance.md names a test for every module, and every test that it names is there. */
class ConformanceDocumentTest {
    private static final Path ROOT = root();
    private static final Pattern TEST = Pattern.compile("`([a-z]+(?:\\.[a-z]+)*\\.[A-Z]\\w*)#(\\w+)`");
    private static final List<String> PLANS = List.of(
            "oidcc-basic",
            "oidcc-config",
            "oidcc-dynamic",
            "oidcc-formpost-basic",
            "oidcc-rp-initiated-logout",
            "oidcc-backchannel",
            "oidcc-frontchannel",
            "fapi2-security-profile-final");

    private static Path root() {
        for (Path here = Path.of("").toAbsolutePath(); here != null; here = here.getParent()) {
            if (Files.exists(here.resolve("deploy/docs/conformance.md"))) {
                return here;
            }
        }
        throw new IllegalStateException("there is no conformance.md above");
    }

    private static String document() throws IOException {
        return Files.readString(ROOT.resolve("deploy/docs/conformance.md"));
    }

    @Test
    void everyTestThatItNamesIsThere() throws IOException {
        var missing = new ArrayList<String>();
        List<MatchResult> named = TEST.matcher(document()).results().toList();
        for (MatchResult each : named) {
            if (!exists(each.group(1), each.group(2))) {
                missing.add(each.group());
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(named.size() > 100, () -> named.size() + " tests");
    }

    @Test
    void everyModuleHasATest() throws IOException {
        var lacking = new ArrayList<String>();
        for (String plan : PLANS) {
            List<String> rows = rows(plan);
            assertTrue(!rows.isEmpty(), plan);
            var modules = new HashSet<String>();
            for (String row : rows) {
                String[] cells = row.split(" \\| ");
                if (cells.length != 3 || !TEST.matcher(cells[2]).find() || !modules.add(cells[0])) {
                    lacking.add(plan + ": " + row);
                }
            }
        }
        assertEquals(List.of(), lacking);
    }

    /** The modules of a plan, without the head of the table. */
    private static List<String> rows(String plan) throws IOException {
        String part = document().split("\n## " + plan + "\n", 2)[1].split("\n## ", 2)[0];
        return part.lines().filter(line -> line.startsWith("| `")).toList();
    }

    private static boolean exists(String name, String method) throws IOException {
        Path below = Path.of("src/test/java/dev/gatehouse", name.replace('.', '/') + ".java");
        try (Stream<Path> modules = Stream.concat(Files.list(ROOT), Files.list(ROOT.resolve("deploy")))) {
            for (Path source : modules.map(module -> module.resolve(below))
                    .filter(Files::exists)
                    .toList()) {
                if (tested(Files.readString(source), method)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Whether it is a method that is run: an annotation says so, after the end of whatever is before it. */
    private static boolean tested(String source, String method) {
        int at = source.indexOf("\n    void " + method + "(");
        String before = at < 0 ? "" : source.substring(0, at);
        String own = before.substring(before.lastIndexOf("\n    }\n") + 1);
        return own.contains("@Test") || own.contains("@ParameterizedTest");
    }
}
