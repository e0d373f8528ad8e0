package dev.gatehouse.identity.bulk;

import dev.gatehouse.identity.bulk.ImportReport.Failure;
import dev.gatehouse.identity.bulk.ImportReport.Notice;
import dev.gatehouse.identity.bulk.ImportReport.Progress;
import dev.gatehouse.identity.bulk.ImportReport.Summary;
import dev.gatehouse.identity.password.RefusalTime;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Makes users of the lines of a stream. The next lines are read when those before them are in PostgreSQL: a sender that is
 * faster waits, and no more than one batch is in memory.
 */
@ApplicationScoped
class BulkImport {
    private static final Logger LOG = Logger.getLogger(BulkImport.class);
    /** Bytes. */
    private static final int LONGEST_LINE = 64 * 1024;

    private static final int BATCH = 500;
    private static final int PROGRESS = 5000;

    private final UserLine lines;
    private final ImportStore store;
    private final RefusalTime refusalTime;
    private final ImportConfig config;

    BulkImport(UserLine lines, ImportStore store, RefusalTime refusalTime, ImportConfig config) {
        this.lines = lines;
        this.store = store;
        this.refusalTime = refusalTime;
        this.config = config;
    }

    /**
     * Imports to the end of the stream, or as far as it goes: what was made stays, and can be sent again, for whoever is
     * there already is reported as taken.
     *
     * @param actor who asks for it: a user's or a client's id
     * @param answer is told line by line what comes of it, at the end the sum
     */
    void run(InputStream body, String actor, Consumer<ImportReport> answer) {
        var run = new Run(new LineReader(body, LONGEST_LINE), actor, answer);
        run.go(Instant.now().plus(config.deadline()));
        refusalTime.measure();
    }

    private static Stream<Notice> notices(ImportedUser user) {
        return Stream.concat(
                Stream.of(new Notice(
                                user.line(),
                                "username_derived",
                                "An e-mail address cannot be a username: that is " + user.username()
                                        + "; the user signs in by the address as before."))
                        .filter(notice -> user.usernameDerived()),
                Stream.of(new Notice(
                                user.line(),
                                "factor_left_out",
                                "The user signs in without the second factor they had."))
                        .filter(notice -> user.factorLeftOut()));
    }

    private final class Run {
        private final LineReader reader;
        private final String actor;
        private final Consumer<ImportReport> answer;
        private final List<ImportedUser> batch = new ArrayList<>(BATCH);
        private final List<Failure> failures = new ArrayList<>();
        private long done;
        private long imported;
        private long failed;
        private long told;

        Run(LineReader reader, String actor, Consumer<ImportReport> answer) {
            this.reader = reader;
            this.actor = actor;
            this.answer = answer;
        }

        void go(Instant deadline) {
            try {
                Optional<LineReader.Line> line = reader.next();
                while (line.isPresent()) {
                    take(line.get());
                    if (batch.size() == BATCH || failures.size() >= BATCH) {
                        flush();
                        if (Instant.now().isAfter(deadline)) {
                            end("deadline");
                            return;
                        }
                    }
                    line = reader.next();
                }
                flush();
                done = reader.number();
                answer.accept(new Summary(done, imported, failed, true, null));
            } catch (IOException e) {
                // The connection is gone, or stood still and was closed: nobody hears an answer.
                LOG.infof("the lines of an import ended early: %s", e.getMessage());
                broken();
            } catch (RuntimeException e) {
                LOG.error("an import was broken off", e);
                end("unavailable");
            }
        }

        private void broken() {
            LOG.infof("an import by %s ended after %d lines; %d users were made", actor, done, imported);
        }

        private void end(String error) {
            broken();
            answer.accept(new Summary(done, imported, failed, false, error));
        }

        private void take(LineReader.Line line) {
            switch (line) {
                case LineReader.TooLong(long number) ->
                    failures.add(new Failure(number, "too_long", "The line is longer than 64 KiB."));
                case LineReader.NotUtf8(long number) ->
                    failures.add(new Failure(number, "not_utf8", "The line is not UTF-8."));
                case LineReader.Text(long number, String text) -> {
                    try {
                        batch.add(lines.read(number, text));
                    } catch (Refused e) {
                        failures.add(new Failure(number, e.error(), e.detail()));
                    }
                }
            }
        }

        /** Stores what was read, and tells what came of it in the order of the lines. */
        private void flush() {
            ImportStore.Stored stored = store.insert(batch, actor);
            stored.taken()
                    .forEach(user -> failures.add(
                            new Failure(user.line(), "taken", "The username or the e-mail address is taken.")));
            imported += stored.made().size();
            failed += failures.size();
            done = reader.number();
            failures.stream().sorted(Comparator.comparing(Failure::line)).forEach(answer);
            stored.made().stream()
                    .sorted(Comparator.comparing(ImportedUser::line))
                    .flatMap(BulkImport::notices)
                    .forEach(answer);
            batch.clear();
            failures.clear();
            if (done / PROGRESS > told) {
                told = done / PROGRESS;
                answer.accept(new Progress(done, imported, failed));
            }
        }
    }
}
