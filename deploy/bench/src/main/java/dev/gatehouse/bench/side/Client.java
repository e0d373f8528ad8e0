package dev.gatehouse.bench.side;

/** The client that all applications of the benchmark are; empty before it is registered. */
record Client(String id, String secret) {
    String authorization() {
        return Http.basic(id, secret);
    }
}
