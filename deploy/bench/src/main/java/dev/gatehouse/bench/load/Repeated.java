package dev.gatehouse.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The same requests over and over; whatever succeeds is right, where its body has the text that is expected. */
public final class Repeated implements Dialogue {
    private final List<byte[]> requests;
    private final byte[] expected;
    private int next;

    /**
     * Over {@code requests}.
     *
     * @param start which of them is first, so that dialogues over the same ones differ
     * @param expected part of each body; empty where any will do
     */
    public Repeated(List<byte[]> requests, int start, String expected) {
        this(List.copyOf(requests), start % requests.size(), expected.getBytes(StandardCharsets.US_ASCII));
    }

    private Repeated(List<byte[]> requests, int next, byte[] expected) {
        this.requests = requests;
        this.next = next;
        this.expected = expected;
    }

    @Override
    public byte[] next() {
        byte[] request = requests.get(next);
        next = next + 1 == requests.size() ? 0 : next + 1;
        return request;
    }

    @Override
    public boolean accepts(Answer answer) {
        return answer.successful() && contains(answer.body());
    }

    @Override
    public Optional<Dialogue> another() {
        return Optional.of(new Repeated(requests, next, expected));
    }

    private boolean contains(byte[] body) {
        for (int from = 0; from <= body.length - expected.length; from++) {
            int same = 0;
            while (same < expected.length && body[from + same] == expected[same]) {
                same++;
            }
            if (same == expected.length) {
                return true;
            }
        }
        return false;
    }
}
