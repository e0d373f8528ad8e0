package dev.gatehouse.charts.setup;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class InstalledTest {
    @Test
    void whoHasNoneIsToldWhatToInstallAndHowToDoWithout() {
        AssertionError missing = assertThrows(AssertionError.class, () -> Installed.PROMTOOL.require("/nowhere", null));
        String told = String.valueOf(missing.getMessage());
        assertTrue(told.contains("apt-get install prometheus"), told);
        assertTrue(told.contains("-Dgatehouse.promtool=skip"), told);
        assertThrows(TestAbortedException.class, () -> Installed.NODE.require("/nowhere", "skip"));
    }
}
