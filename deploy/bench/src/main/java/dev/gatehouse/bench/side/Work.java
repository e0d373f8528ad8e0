package dev.gatehouse.bench.side;

import dev.gatehouse.bench.load.Dialogue;
import java.net.URI;
import java.util.List;

/** Where load goes, and what each connection says. */
public record Work(URI address, List<Dialogue> dialogues) {}
