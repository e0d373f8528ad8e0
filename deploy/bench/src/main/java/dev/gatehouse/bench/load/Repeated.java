package dev.gatehouse.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.List;

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
        this.requests = List.copyOf(requests);
        this.next = start % requests.size();
        this.expected = expected.getBytes(StandardCharsets.US_ASCII);
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
