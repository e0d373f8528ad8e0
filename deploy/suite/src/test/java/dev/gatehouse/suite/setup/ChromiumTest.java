package dev.gatehouse.suite.setup;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class ChromiumTest {
    @Test
    void whoHasNoneIsToldWhatToInstallAndHowToDoWithout() {
        AssertionError missing = assertThrows(AssertionError.class, () -> Chromium.program("/nowhere", null));
        String told = String.valueOf(missing.getMessage());
        assertTrue(told.contains("apt-get install chromium"), told);
        assertTrue(told.contains("-Dgatehouse.browser=skip"), told);
        assertThrows(TestAbortedException.class, () -> Chromium.program("/nowhere", "skip"));
    }
}
