package dev.gatehouse.bench.usage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Stream;

/**
 * What processes have used of the machine. Where there is no /proc, as on macOS, all is nothing.
 *
 * @param cpu time on processors since their start
 * @param resident memory, in KiB
 */
public record Usage(Duration cpu, long resident) {
    /** Linux counts in hundredths of a second towards programs, on all architectures (USER_HZ). */
    private static final long TICK_MILLIS = 10;

    private static final int IDLE = 4;
    private static final int WAITING = 5;
    private static final int STEAL = 8;

    private static final Usage NOTHING = new Usage(Duration.ZERO, 0);

    /** Of all processors together, the time that a hypervisor took away from this machine included; no memory. */
    public static Usage ofMachine() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            return lines.findFirst().map(line -> new Usage(busy(line), 0)).orElse(NOTHING);
        } catch (IOException e) {
            return NOTHING;
        }
    }

    /** Together; one that has ended counts nothing. */
    public static Usage of(Collection<Long> pids) {
        return pids.stream().map(pid -> of(pid, false)).reduce(NOTHING, Usage::plus);
    }

    /** Of one process and all that it started, those that have ended since included. */
    public static Usage ofTree(long pid) {
        Usage children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(child -> of(child.pid(), true))
                .reduce(NOTHING, Usage::plus);
        return of(pid, true).plus(children);
    }

    /** What the compilers of a Java virtual machine have taken of it so far; nothing of what is none. */
    public static Duration ofCompilers(Collection<Long> pids) {
        return pids.stream().map(Usage::compilers).reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration compilers(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.map(Usage::compiler).reduce(Duration.ZERO, Duration::plus);
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }

    private static Duration compiler(Path thread) {
        try {
            // Linux keeps the first 15 characters of a thread's name.
            return Files.readString(thread.resolve("comm")).matches("C[12] CompilerThre\\s*")
                    ? cpu(Files.readString(thread.resolve("stat")), false)
                    : Duration.ZERO;
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }

    public Usage plus(Usage other) {
        return new Usage(cpu.plus(other.cpu), resident + other.resident);
    }

    /** The time on processors since {@code before}. */
    public Duration since(Usage before) {
        return cpu.minus(before.cpu);
    }

    private static Usage of(long pid, boolean withEnded) {
        Path directory = Path.of("/proc", Long.toString(pid));
        try {
            return new Usage(
                    cpu(Files.readString(directory.resolve("stat")), withEnded),
                    resident(Files.readString(directory.resolve("status"))));
        } catch (IOException e) {
            return NOTHING;
        }
    }

    /**
     * Of {@code /proc/PID/stat}.
     *
     * @param withEnded whether children that ended, and were waited for, count
     */
    static Duration cpu(String stat, boolean withEnded) {
        // The name of the program is in brackets and may have spaces and brackets of its own.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1);
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        if (withEnded) {
            ticks += Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
        }
        return Duration.ofMillis(ticks * TICK_MILLIS);
    }

    /** Of the first line of {@code /proc/stat}: all but idle, waiting for disks, and guests, which count as their hosts. */
    static Duration busy(String total) {
        String[] fields = total.strip().split(" +", -1);
        long ticks = 0;
        for (int i = 1; i < fields.length && i <= STEAL; i++) {
            ticks += i == IDLE || i == WAITING ? 0 : Long.parseLong(fields[i]);
        }
        return Duration.ofMillis(ticks * TICK_MILLIS);
    }

    /** Of {@code /proc/PID/status}, in KiB; nothing for a process that has ended but is still listed. */
    static long resident(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
