package dev.gatehouse.common.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {
    private static final Problem DUE = Problem.of(401, "second_factor_required", "One more.");

    @Test
    void extensionsAreMembersBesideTheOthers() {
        JsonNode shown = json(DUE.with("factors", List.of("totp", "passkey"))
                .withViolations(List.of(new Problem.Violation("otp", "is missing"))));
        assertEquals("second_factor_required", shown.path("code").asText());
        assertEquals("passkey", shown.path("factors").path(1).asText());
        assertEquals("otp", shown.path("violations").path(0).path("field").asText());
        assertFalse(shown.has("extensions"));
    }

    @Test
    void thereIsNoMemberThatSaysNothing() {
        assertEquals(DUE, DUE.with("factors", null));
        assertEquals(5, json(DUE).size());
    }

    private static JsonNode json(Problem problem) {
        return new ObjectMapper().valueToTree(problem);
    }
}
