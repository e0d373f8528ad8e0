package dev.gatehouse.identity.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.identity.group.Group;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Answers are written while members are read. */
class ScimAnswersTest {
    private final ScimAnswers answers = new ScimAnswers(new ObjectMapper(), "https://login.example.com");

    @Test
    void anAnswerThatWasWrittenWholeIsEnded() throws Exception {
        var out = new Recorded();
        answer((after, limit) -> List.of(new Group.Member(new UUID(0, 1), "ada")))
                .write(out);
        assertTrue(out.closed);
        assertEquals(
                "{\"members\":[{\"value\":\"" + new UUID(0, 1) + "\",\"display\":\"ada\",\"type\":\"User\"}]}",
                out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void anAnswerThatBreaksOffIsNotEndedAndTellsWhy() {
        var away = new IllegalStateException("the database is away");
        StreamingOutput answer = answer((after, limit) -> {
            throw away;
        });
        var out = new Recorded();
        assertSame(away, assertThrows(IllegalStateException.class, () -> answer.write(out)));
        assertFalse(out.closed);
    }

    private StreamingOutput answer(Members.Pages pages) {
        ObjectNode group = JsonNodeFactory.instance.objectNode();
        group.putPOJO("members", new Members(pages, Selection.ALL));
        return (StreamingOutput) answers.resource(200, group, Selection.ALL).getEntity();
    }

    private static final class Recorded extends ByteArrayOutputStream {
        private boolean closed;

        @Override
        public void close() {
            closed = true;
        }
    }
}
