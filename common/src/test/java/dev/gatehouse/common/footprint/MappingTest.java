package dev.gatehouse.common.footprint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MappingTest {
    private static final String FILE = "/opt/token-service";

    @Test
    void codeIsAsOnDisk() {
        assertEquals(
                List.of(new Mapping(0x410000, 0x2000)),
                unchanged("00410000-00412000 r-xp 00010000 fe:00 42", "0 kB", "0 kB"));
    }

    @Test
    void highAddressesAreRead() {
        assertEquals(
                List.of(new Mapping(0x7f9548580000L, 0xc80000)),
                unchanged("7f9548580000-7f9549200000 r--p 00000000 fe:00 42", "0 kB", "0 kB"));
    }

    @Test
    void whatWasRelocatedIsNot() {
        assertEquals(List.of(), unchanged("00410000-00412000 r--p 00010000 fe:00 42", "8 kB", "0 kB"));
    }

    @Test
    void whatWasRelocatedAndSwappedOutIsNot() {
        assertEquals(List.of(), unchanged("00410000-00412000 r--p 00010000 fe:00 42", "0 kB", "8 kB"));
    }

    @Test
    void whereTheKernelDoesNotSayWhatIsSwappedOutNothingIs() {
        assertEquals(
                List.of(),
                Mapping.unchanged(
                        List.of("00410000-00412000 r-xp 00010000 fe:00 42 " + FILE, "Anonymous:             0 kB"),
                        FILE));
    }

    @Test
    void whatCanBeWrittenIsNot() {
        assertEquals(List.of(), unchanged("00410000-00412000 rw-p 00010000 fe:00 42", "0 kB", "0 kB"));
    }

    @Test
    void otherFilesAndAnonymousMemoryAreLeftAlone() {
        assertEquals(
                List.of(),
                Mapping.unchanged(
                        List.of(
                                "00410000-00412000 r-xp 00010000 fe:00 42                     /usr/lib/libc.so.6",
                                "Anonymous:             0 kB",
                                "Swap:                  0 kB",
                                "00412000-00413000 r--p 00000000 00:00 0 ",
                                "Anonymous:             0 kB",
                                "Swap:                  0 kB"),
                        FILE));
    }

    @Test
    void eachMappingIsJudgedByItsOwnLines() {
        assertEquals(
                List.of(new Mapping(0x2000, 0x1000)),
                Mapping.unchanged(
                        List.of(
                                "00001000-00002000 r--p 00000000 fe:00 42 " + FILE,
                                "Rss:                   4 kB",
                                "Anonymous:             4 kB",
                                "Swap:                  0 kB",
                                "00002000-00003000 r-xp 00001000 fe:00 42 " + FILE,
                                "Rss:                   4 kB",
                                "Anonymous:             0 kB",
                                "Swap:                  0 kB",
                                "VmFlags: rd ex mr mw me",
                                "7ffd0000-7ffe0000 rw-p 00000000 00:00 0                      [stack]",
                                "Anonymous:             0 kB"),
                        FILE));
    }

    private static List<Mapping> unchanged(String head, String anonymous, String swap) {
        return Mapping.unchanged(
                List.of(
                        head + "                       " + FILE,
                        "Size:                  8 kB",
                        "Rss:                   8 kB",
                        "Anonymous:             " + anonymous,
                        "Swap:                  " + swap),
                FILE);
    }
}
