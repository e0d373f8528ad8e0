package dev.gatehouse.bench.load;

import java.net.URI;

/** A dialogue, and the server that it is held with. */
public record Caller(URI server, Dialogue dialogue) {}
