package dev.gatehouse.common.peer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InternalGuardTest {
    @ParameterizedTest
    @ValueSource(strings = {"internal", "/internal", "//internal/tokens", "internal/tokens", "/internals"})
    void guardsWhateverBeginsLikeAnInternalPath(String path) {
        assertTrue(InternalGuard.internal(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/users/me", "/users/internal", "/Internal"})
    void leavesAllOtherPathsAlone(String path) {
        assertFalse(InternalGuard.internal(path));
    }
}
