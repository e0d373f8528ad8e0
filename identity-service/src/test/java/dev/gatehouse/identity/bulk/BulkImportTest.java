package dev.gatehouse.identity.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.audit.RecordedEvent;
import dev.gatehouse.identity.bulk.ImportReport.Failure;
import dev.gatehouse.identity.bulk.ImportReport.Notice;
import dev.gatehouse.identity.bulk.ImportReport.Progress;
import dev.gatehouse.identity.bulk.ImportReport.Summary;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BulkImportTest {
    private static final String ACTOR = "the-importer";
    private final BulkImport users;
    private final UserStore stored;
    private final AuditTrail trail;
    private final String prefix = "b" + UUID.randomUUID().toString().substring(0, 8);

    @Inject
    BulkImportTest(BulkImport users, UserStore stored, AuditTrail trail) {
        this.users = users;
        this.stored = stored;
        this.trail = trail;
    }

    @Test
    void eachLineMakesAUserOrIsReportedByItsNumber() {
        List<ImportReport> reports = run("""
                {"username":"%1$s-1","email":"%1$s-1@example.org","claims":{"given_name":"Ada","address":{"country":"UK"}}}
                nonsense

                {"username":"%1$s-2"}
                {"username":"%1$s-2"}
                {"username":"%1$s-3","email":"%1$s-1@EXAMPLE.org"}
                """.formatted(prefix));
        assertEquals(
                List.of(
                        new Failure(2, "not_json", "The line is not one JSON object."),
                        new Failure(5, "taken", "The username or the e-mail address is taken."),
                        new Failure(6, "taken", "The username or the e-mail address is taken."),
                        new Summary(6, 2, 3, true, null)),
                reports);
        Account made = stored.byLogin(prefix + "-1@example.org").orElseThrow();
        assertEquals("Ada", made.claims().givenName());
        assertEquals(
                "UK", java.util.Objects.requireNonNull(made.claims().address()).country());
        assertFalse(made.admin() || made.disabled() || made.emailVerified());
        assertTrue(stored.byLogin(prefix + "-3").isEmpty());
    }

    @Test
    void eachUserHasAnEventThatSaysWhoImportedThem() {
        run(lines(1, 3));
        for (int i = 1; i <= 3; i++) {
            UUID id = stored.byLogin(prefix + "-" + i).orElseThrow().id();
            List<RecordedEvent> events = trail.page(id, null, 10).events();
            assertEquals(
                    List.of("imported"),
                    events.stream().map(RecordedEvent::event).toList());
            assertEquals(ACTOR, events.getFirst().actor());
        }
    }

    @Test
    void whatWasImportedOnceIsReportedAsTakenTheNextTime() {
        run(lines(1, 700));
        List<ImportReport> again = run(lines(1, 710));
        assertEquals(new Summary(710, 10, 700, true, null), again.getLast());
        assertEquals(
                IntStream.rangeClosed(1, 700).mapToObj(i -> (long) i).toList(),
                again.stream()
                        .filter(Failure.class::isInstance)
                        .map(failure -> ((Failure) failure).line())
                        .toList());
    }

    @Test
    void progressIsToldOnTheWay() {
        List<ImportReport> reports = run(lines(1, 5600));
        assertEquals(List.of(new Progress(5000, 5000, 0), new Summary(5600, 5600, 0, true, null)), reports);
    }

    @Test
    void ofABodyThatBreaksOffWhatIsStoredStays() {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the caller is gone");
            }
        };
        List<ImportReport> reports = run(new SequenceInputStream(stream(lines(1, 600)), broken));
        assertEquals(List.of(), reports, "nobody is there to hear them");
        assertTrue(stored.byLogin(prefix + "-500").isPresent());
        assertTrue(stored.byLogin(prefix + "-501").isEmpty());
    }

    @Test
    void aSecondFactorThatIsLeftOutIsTold() {
        List<ImportReport> reports =
                run("{\"username\":\"" + prefix + "-1\",\"enabled\":true,\"credentials\":[{\"type\":\"otp\"}]}");
        assertEquals(
                List.of(
                        new Notice(1, "factor_left_out", "The user signs in without the second factor they had."),
                        new Summary(1, 1, 0, true, null)),
                reports);
    }

    @Test
    void whoeverWasCalledByTheirAddressSignsInByItAsBefore() {
        String address = prefix + "-ada@Example.org";
        String line = "{\"username\":\"" + address.toLowerCase(Locale.ROOT) + "\",\"email\":\"" + address + "\"}\n";
        assertEquals(List.of(derived(1, prefix + "-ada"), new Summary(1, 1, 0, true, null)), run(line));
        assertEquals(prefix + "-ada", stored.byLogin(address).orElseThrow().username());
        assertEquals(
                List.of(
                        new Failure(1, "taken", "The username or the e-mail address is taken."),
                        new Summary(1, 0, 1, true, null)),
                run(line));
    }

    @Test
    void aDerivedNameMakesWayForWhoeverHasItAsTheirOwn() {
        List<ImportReport> reports = run("""
                {"username":"%1$s@one.example","email":"%1$s@one.example"}
                {"username":"%1$s@two.example","email":"%1$s@two.example"}
                {"username":"%1$s"}
                """.formatted(prefix));
        String one = stored.byLogin(prefix + "@one.example").orElseThrow().username();
        String two = stored.byLogin(prefix + "@two.example").orElseThrow().username();
        assertEquals(List.of(derived(1, one), derived(2, two), new Summary(3, 3, 0, true, null)), reports);
        assertTrue(one.startsWith(prefix + "-") && two.startsWith(prefix + "-"), one + " " + two);
        assertTrue(stored.byLogin(prefix).orElseThrow().email() == null);
    }

    private static Notice derived(long line, String username) {
        return new Notice(
                line,
                "username_derived",
                "An e-mail address cannot be a username: that is " + username
                        + "; the user signs in by the address as before.");
    }

    private String lines(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> "{\"username\":\"" + prefix + "-" + i + "\"}\n")
                .collect(Collectors.joining());
    }

    private List<ImportReport> run(String lines) {
        return run(stream(lines));
    }

    private List<ImportReport> run(InputStream lines) {
        var reports = new ArrayList<ImportReport>();
        users.run(lines, ACTOR, reports::add);
        return reports;
    }

    private static InputStream stream(String lines) {
        return new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
    }
}
