package dev.gatehouse.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What one caller sends and is answered, with at most one request under way; a socket for each server that it goes to. */
final class Connection implements AutoCloseable {
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final Selector selector;
    private final Caller caller;
    private final Map<URI, SelectionKey> sockets = new HashMap<>();
    private final ByteBuffer received = ByteBuffer.allocate(LONGEST_ANSWER);
    private ByteBuffer sending = ByteBuffer.allocate(0);
    private URI server;
    private SelectionKey key;
    private long sentAt;
    private long begunAt;
    private boolean begun;
    private boolean busy;

    Connection(Caller caller, Selector selector) throws IOException {
        this.selector = selector;
        this.caller = caller;
        this.server = caller.server();
        this.key = open(server);
    }

    private SelectionKey open(URI address) throws IOException {
        SocketChannel connected = SocketChannel.open();
        connected.setOption(StandardSocketOptions.TCP_NODELAY, true);
        connected.connect(new InetSocketAddress(address.getHost(), address.getPort()));
        connected.configureBlocking(false);
        SelectionKey registered = connected.register(selector, SelectionKey.OP_READ, this);
        sockets.put(address, registered);
        return registered;
    }

    Caller caller() {
        return caller;
    }

    boolean busy() {
        return busy;
    }

    /** Whether work has begun whose end has not come. */
    boolean working() {
        return begun;
    }

    /** Nanoseconds since the request under way was sent. */
    long waiting(long now) {
        return now - sentAt;
    }

    /** Nanoseconds that the work took whose answer was the last: from its first request that prepares nothing. */
    long took(long now) {
        return now - begunAt;
    }

    /** Sends the next request; of the first one that prepares nothing, the time that counts is now. */
    void send() throws IOException {
        long now = System.nanoTime();
        if (!begun && !caller.dialogue().prepares()) {
            begin(now);
        }
        busy = true;
        received.clear();
        sending = ByteBuffer.wrap(caller.dialogue().next());
        URI elsewhere = caller.dialogue().server();
        server = elsewhere == null ? caller.server() : elsewhere;
        SelectionKey known = sockets.get(server);
        key = known == null ? open(server) : known;
        sentAt = now;
        write(key);
    }

    /** The time of the work that follows counts from {@code instant}, by {@link System#nanoTime}. */
    void begin(long instant) {
        begunAt = instant;
        begun = true;
    }

    /** Goes on with a request that did not fit into the socket's buffer at once. */
    void write(SelectionKey ready) throws IOException {
        if (!ready.equals(key)) {
            return;
        }
        ((SocketChannel) key.channel()).write(sending);
        int wanted = sending.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    /** The answer, when it is complete. */
    Optional<Answer> receive(SelectionKey ready) throws IOException, Answer.Malformed {
        boolean expected = busy && ready.equals(key);
        if (((SocketChannel) ready.channel()).read(received) < 0) {
            throw new IOException(
                    expected ? "the server closed the connection before it answered" : "closed while idle");
        }
        if (!expected) {
            throw new Answer.Malformed("an answer that nobody asked for");
        }
        Optional<Answer> answer = Answer.read(received.array(), received.position());
        if (answer.isEmpty() && !received.hasRemaining()) {
            throw new Answer.Malformed("the answer is longer than " + LONGEST_ANSWER + " bytes");
        }
        if (answer.isPresent()) {
            busy = false;
            if (answer.get().closes()) {
                key.channel().close();
                key = open(server);
            }
        }
        return answer;
    }

    boolean accepts(Answer answer) {
        return caller.dialogue().accepts(answer);
    }

    /** Whether the answer that was accepted last ends a piece of work; the next one is timed anew. */
    boolean counts() {
        boolean ends = caller.dialogue().counts();
        begun &= !ends;
        return ends;
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey socket : sockets.values()) {
            socket.channel().close();
        }
    }
}
