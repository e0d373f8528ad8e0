package dev.gatehouse.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import dev.gatehouse.suite.setup.Chromium;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Needles;
import dev.gatehouse.suite.setup.Person;
import dev.gatehouse.suite.setup.UsedSecrets;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever was done before it, with all that can be logged and traced switched on: no secret that was noted
 * ({@link UsedSecrets} says which are), and nothing that looks like one, is in a log or a trace.
 * It comes last, by {@link ClassOrderer.OrderAnnotation}, so it is about the whole suite; alone, about little.
 */
@Order(Integer.MAX_VALUE)
class NoSecretToldTest {
    /** What no test may have noted: secrets of the services' own making, and of other clients, by how they look. */
    private static final Pattern SHAPE = Pattern.compile("gh[rakdst]_[A-Za-z0-9_-]{20,}"
            + "|eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{20,}"
            + "|__Host-gatehouse[a-z-]*=[A-Za-z0-9_-]{8,}"
            + "|(?i:basic|bearer|dpop) [A-Za-z0-9._~+/=-]{20,}"
            + "|BEGIN [A-Z ]*PRIVATE KEY"
            + "|(?i:password|client_secret|code_verifier|client_assertion)=[^&\\s\",\\[\\]]{6,}"
            + "|\\$argon2[a-z]*\\$|\\$2[aby]\\$[0-9]");

    private final Gatehouse gatehouse = Gatehouse.running();

    @Test
    void noSecretIsInALogOrATrace() throws IOException {
        Person alice = gatehouse.register();
        String refresh = gatehouse.signInForTokens(alice, "jwt").path("refresh_token");
        assertTrue(UsedSecrets.all().containsAll(List.of(alice.password(), refresh)), "nothing is noted");
        var secrets = new ArrayList<>(UsedSecrets.all());
        var told = new ArrayList<String>();
        for (Gatehouse each : Gatehouse.started()) {
            secrets.addAll(each.watched().ownSecrets());
            secrets.add(each.suite().backing().databasePassword());
            secrets.add(
                    URI.create(each.suite().backing().redisUrl()).getUserInfo().substring(1));
        }
        var needles = new Needles(secrets);
        for (Gatehouse each : Gatehouse.started()) {
            var files = new ArrayList<>(each.watched().logs());
            assertEquals(
                    List.of(),
                    files.stream().filter(log -> log.toFile().length() == 0).toList());
            List<Path> traces = each.watched().traces().all();
            assertFalse(traces.isEmpty(), "nothing was traced");
            files.addAll(traces);
            for (Path file : files) {
                told.addAll(needles.in(file));
                told.addAll(shapes(file));
            }
        }
        assertEquals(List.of(), told.stream().limit(20).toList(), () -> told.size() + " in all");
    }

    /** In a form, in JSON by a script, and as a cookie that has been replaced since. */
    @Test
    void whatABrowserSendsAndIsGivenIsNoted() {
        Person alice = gatehouse.register();
        String typed = "typed in a form " + UUID.randomUUID();
        String told = "told by a script " + UUID.randomUUID();
        try (Chromium browser = Chromium.open()) {
            Page page = browser.page();
            page.navigate(gatehouse.issuer() + "/login");
            String first = cookie(page, Gatehouse.COOKIE + "-pre");
            browser.signIn(new Person(alice.id(), alice.username(), alice.email(), typed));
            page.waitForSelector("[role=alert]");
            page.evaluate(
                    "body => fetch('/sessions', {method: 'POST', headers: {'Content-Type': 'application/json'}, body})"
                            + ".then(answer => answer.status)",
                    "{\"username\": \"" + alice.username() + "\", \"password\": \"" + told + "\"}");
            browser.signIn(alice);
            browser.arrivesAt(gatehouse.issuer() + "/account");
            String session = cookie(page, Gatehouse.COOKIE);
            assertEquals(
                    List.of(),
                    Stream.of(typed, told, first, session)
                            .filter(secret -> !UsedSecrets.all().contains(secret))
                            .toList());
        }
    }

    private static String cookie(Page page, String name) {
        return page.context().cookies().stream()
                .filter(cookie -> cookie.name.equals(name))
                .map(cookie -> cookie.value)
                .findFirst()
                .orElseThrow();
    }

    /** So that {@link #noSecretIsInALogOrATrace} has to find what is there. */
    @Test
    void whatIsToldIsFound(@TempDir Path directory) throws IOException {
        Person alice = gatehouse.register();
        String token = gatehouse.signInForTokens(alice, "jwt").path("access_token");
        Path log = directory.resolve("some.log");
        Files.writeString(log, "a line\n{\"message\":\"tried " + alice.password() + "\"}\n" + token);
        assertEquals(2, new Needles(List.of(alice.password(), token)).in(log).size());
        assertEquals(1, shapes(log).size());
        Files.writeString(log, "nothing\nin these lines that is anybody's, to be sure");
        assertEquals(0, new Needles(List.of(alice.password(), token)).in(log).size());
        assertEquals(0, shapes(log).size());
    }

    private static List<String> shapes(Path file) throws IOException {
        var found = new ArrayList<String>();
        var matcher = SHAPE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            found.add(file.getFileName() + ": " + matcher.group());
        }
        return found;
    }
}
