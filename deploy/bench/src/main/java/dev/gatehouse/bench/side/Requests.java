package dev.gatehouse.bench.side;

import dev.gatehouse.bench.load.Dialogue;
import dev.gatehouse.bench.load.Load;
import dev.gatehouse.bench.load.Round;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** As many requests as one server answers: where they go, and what each connection says. */
public record Requests(URI address, List<Dialogue> dialogues) implements Work {
    @Override
    public Round drive(Duration time) {
        return Load.drive(address, dialogues, time);
    }
}
