package dev.gatehouse.identity.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** A line of the answer to an import. */
public sealed interface ImportReport {
    /** A line that made no user. @param error a code. @param detail a sentence for the administrator */
    @RegisterForReflection
    record Failure(long line, String error, String detail) implements ImportReport {}

    /** Something to know of a line that made a user. */
    @RegisterForReflection
    record Notice(long line, String notice, String detail) implements ImportReport {}

    /** @param progress lines done with so far */
    @RegisterForReflection
    record Progress(long progress, long imported, long failed) implements ImportReport {}

    /**
     * The last line.
     *
     * @param lines done with; those after them made no user
     * @param complete whether these were all
     * @param error a code for what ended the import before that
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Summary(
            long lines,
            long imported,
            long failed,
            boolean complete,
            @Nullable String error) implements ImportReport {}
}
