package dev.gatehouse.bench.load;

import java.util.Optional;
import java.util.function.Supplier;

/** A request that is asked for each time, for it changes now and then; whatever succeeds with the expected text is right. */
public final class Anew implements Dialogue {
    private final Supplier<byte[]> request;
    private final String expected;

    /** @param expected part of each body */
    public Anew(Supplier<byte[]> request, String expected) {
        this.request = request;
        this.expected = expected;
    }

    @Override
    public byte[] next() {
        return request.get();
    }

    @Override
    public boolean accepts(Answer answer) {
        return answer.successful() && answer.text().contains(expected);
    }

    /** The same supplier: all are asked by one thread. */
    @Override
    public Optional<Dialogue> another() {
        return Optional.of(this);
    }
}
