package dev.gatehouse.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** One connection with at most one request under way. */
final class Connection implements AutoCloseable {
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final InetSocketAddress server;
    private final Dialogue dialogue;
    private final ByteBuffer received = ByteBuffer.allocate(LONGEST_ANSWER);
    private ByteBuffer sending = ByteBuffer.allocate(0);
    private SocketChannel channel;
    private SelectionKey key;
    private long sentAt;
    private boolean busy;

    Connection(InetSocketAddress server, Dialogue dialogue, Selector selector) throws IOException {
        this.server = server;
        this.dialogue = dialogue;
        this.channel = connect();
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    private SocketChannel connect() throws IOException {
        SocketChannel connected = SocketChannel.open();
        connected.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
        connected.connect(server);
        connected.configureBlocking(false);
        return connected;
    }

    boolean busy() {
        return busy;
    }

    /** Nanoseconds since the request under way was sent. */
    long waiting(long now) {
        return now - sentAt;
    }

    void send() throws IOException {
        busy = true;
        received.clear();
        sending = ByteBuffer.wrap(dialogue.next());
        sentAt = System.nanoTime();
        write();
    }

    /** Goes on with a request that did not fit into the socket's buffer at once. */
    void write() throws IOException {
        channel.write(sending);
        int wanted = sending.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    /** The answer, when it is complete. */
    Optional<Answer> receive() throws IOException, Answer.Malformed {
        if (channel.read(received) < 0) {
            throw new IOException(busy ? "the server closed the connection before it answered" : "closed while idle");
        }
        Optional<Answer> answer = Answer.read(received.array(), received.position());
        if (answer.isEmpty() && !received.hasRemaining()) {
            throw new Answer.Malformed("the answer is longer than " + LONGEST_ANSWER + " bytes");
        }
        if (answer.isPresent()) {
            busy = false;
            if (answer.get().closes()) {
                Selector selector = key.selector();
                channel.close();
                channel = connect();
                key = channel.register(selector, SelectionKey.OP_READ, this);
            }
        }
        return answer;
    }

    boolean accepts(Answer answer) {
        return dialogue.accepts(answer);
    }

    boolean counts() {
        return dialogue.counts();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
