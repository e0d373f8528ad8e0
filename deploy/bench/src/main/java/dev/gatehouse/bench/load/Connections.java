package dev.gatehouse.bench.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All connections of a round, on one thread. The first answer that is not accepted, or does not come, is its failure. */
final class Connections implements AutoCloseable {
    private static final int SHOWN = 300;

    private final Selector selector;
    private final List<Connection> all = new ArrayList<>();
    private @Nullable String failure;
    private int underWay;

    /** Whoever drives them. */
    interface Listener {
        /** An answer that was accepted. */
        void answered(Connection connection, long now) throws IOException;
    }

    Connections() throws IOException {
        this.selector = Selector.open();
    }

    Connection open(Caller caller) throws IOException {
        var opened = new Connection(caller, selector);
        all.add(opened);
        return opened;
    }

    List<Connection> all() {
        return all;
    }

    @Nullable
    String failure() {
        return failure;
    }

    void fail(String why) {
        failure = why;
    }

    int underWay() {
        return underWay;
    }

    void send(Connection connection) throws IOException {
        connection.send();
        underWay++;
    }

    /** Reads what has come; waits for it so many milliseconds, 0 for not at all. */
    void progress(long millis, Listener listener) throws IOException {
        if (millis > 0) {
            selector.select(key -> progress(key, listener), millis);
        } else {
            selector.selectNow(key -> progress(key, listener));
        }
    }

    private void progress(SelectionKey key, Listener listener) {
        if (!(key.attachment() instanceof Connection connection) || failure != null || !key.isValid()) {
            return;
        }
        try {
            if (key.isWritable()) {
                connection.write(key);
            }
            if (key.isReadable()) {
                var answer = connection.receive(key);
                if (answer.isPresent()) {
                    answered(connection, answer.get(), listener);
                }
            }
        } catch (IOException | Answer.Malformed e) {
            failure = e.getMessage();
        }
    }

    private void answered(Connection connection, Answer answer, Listener listener) throws IOException {
        long now = System.nanoTime();
        underWay--;
        if (connection.accepts(answer)) {
            listener.answered(connection, now);
        } else {
            String body = answer.text();
            failure = "answer " + answer.status() + ": " + body.substring(0, Math.min(SHOWN, body.length()));
        }
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : all) {
            connection.close();
        }
        selector.close();
    }
}
