package dev.gatehouse.bench.side;

import dev.gatehouse.bench.load.Caller;
import dev.gatehouse.bench.load.Dialogue;
import dev.gatehouse.bench.load.Load;
import dev.gatehouse.bench.load.Repeated;
import dev.gatehouse.bench.load.Round;
import dev.gatehouse.bench.load.Schedule;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** As many requests as are answered, or as are due: what each connection says, and to whom. */
public record Requests(List<Caller> callers) implements Work {
    /** One dialogue for each connection of the row, made from its number. */
    public static Requests of(Row row, URI server, IntFunction<? extends Dialogue> dialogue) {
        return new Requests(IntStream.range(0, row.connections())
                .mapToObj(i -> new Caller(server, dialogue.apply(i)))
                .toList());
    }

    /** The same requests over and over, each connection beginning with another one. @param expected part of each body */
    public static Requests repeated(Row row, URI server, List<byte[]> requests, String expected) {
        return of(row, server, i -> new Repeated(requests, i, expected));
    }

    /** Of both, as many connections as each of them has, by turns: half of the callers here, half there. */
    public Requests shared(Requests other) {
        var shared = new ArrayList<Caller>();
        for (int i = 0; i < callers.size(); i++) {
            shared.add(i % 2 == 0 ? callers.get(i) : other.callers.get(i));
        }
        return new Requests(List.copyOf(shared));
    }

    @Override
    public Round drive(Duration time) {
        return Load.drive(callers, time);
    }

    @Override
    public Round keep(double rate, Duration time) {
        return Schedule.drive(callers, rate, time);
    }
}
