package dev.gatehouse.common.footprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file in the memory of this process.
 *
 * @param start address of the first byte
 * @param length bytes
 */
record Mapping(long start, long length) {
    private static final Pattern HEAD = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (\\S{4}) \\S+ \\S+ \\S+ +(.+)");
    /** Pages of its own that the mapping has, in memory and out of it; the second is said after the first. */
    private static final String CHANGED = "Anonymous:";

    private static final String CHANGED_AND_SWAPPED_OUT = "Swap:";

    /**
     * The parts of {@code file} that are as they are on disk: nobody can write to them, and nothing was written to them
     * before that was so. They can be dropped at any time, for they are read again when they are needed.
     *
     * @param smaps lines of {@code /proc/self/smaps}
     */
    static List<Mapping> unchanged(List<String> smaps, String file) {
        var unchanged = new ArrayList<Mapping>();
        Optional<Mapping> candidate = Optional.empty();
        for (String line : smaps) {
            Matcher head = HEAD.matcher(line);
            if (head.matches()) {
                candidate = head.group(3).charAt(1) == '-' && head.group(4).equals(file)
                        ? Optional.of(between(head.group(1), head.group(2)))
                        : Optional.empty();
            } else if (line.startsWith(CHANGED) && !none(line)) {
                candidate = Optional.empty();
            } else if (line.startsWith(CHANGED_AND_SWAPPED_OUT) && none(line)) {
                candidate.ifPresent(unchanged::add);
            }
        }
        return unchanged;
    }

    private static boolean none(String line) {
        return line.substring(line.indexOf(':') + 1).trim().equals("0 kB");
    }

    private static Mapping between(String start, String end) {
        long first = Long.parseUnsignedLong(start, 16);
        return new Mapping(first, Long.parseUnsignedLong(end, 16) - first);
    }
}
