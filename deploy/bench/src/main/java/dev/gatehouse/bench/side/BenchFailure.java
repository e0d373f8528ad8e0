package dev.gatehouse.bench.side;

/** Something that the benchmark cannot go on without; the message is for whoever runs it. */
public final class BenchFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BenchFailure(String message) {
        super(message);
    }
}
