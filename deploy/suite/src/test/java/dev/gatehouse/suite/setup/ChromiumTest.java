package dev.gatehouse.suite.setup;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class ChromiumTest {
    @Test
    void whoHasNoneIsToldWhatToInstallAndHowToDoWithout() {
        AssertionError missing = assertThrows(AssertionError.class, () -> Chromium.program("/nowhere", null));
        assertTrue(missing.getMessage().contains("apt-get install chromium"), missing.getMessage());
        assertTrue(missing.getMessage().contains("-Dgatehouse.browser=skip"), missing.getMessage());
        assertThrows(TestAbortedException.class, () -> Chromium.program("/nowhere", "skip"));
    }
}
