package dev.gatehouse.suite.setup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A network between two programs that can be cut, or fall silent. */
public final class Relay implements AutoCloseable {
    private enum Line {
        OPEN,
        CUT,
        SILENT
    }

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<ByteArrayOutputStream> calls = new CopyOnWriteArrayList<>();
    private volatile Line line = Line.OPEN;

    /** Before the port {@code target}. */
    public Relay(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public URI origin() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** All connections break off, and no new one comes about. */
    public void cut() {
        line = Line.CUT;
        sockets.forEach(Relay::quietly);
    }

    /** Connections stay, and nothing comes through. */
    public void silence() {
        line = Line.SILENT;
    }

    /** As usual. What was held back in silence comes through now. */
    public void restore() {
        line = Line.OPEN;
    }

    /** The first kilobytes of each connection that had a call to {@code path}, perhaps after others. */
    public List<String> callsTo(String path) {
        return calls.stream()
                .map(call -> call.toString(StandardCharsets.UTF_8))
                .filter(call -> call.contains(" " + path + " HTTP/"))
                .toList();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket caller = server.accept();
                if (line == Line.CUT) {
                    caller.close();
                    continue;
                }
                var callee = new Socket("127.0.0.1", target);
                sockets.add(caller);
                sockets.add(callee);
                var sent = new ByteArrayOutputStream();
                calls.add(sent);
                Thread.ofVirtual().start(() -> pump(caller, callee, sent));
                Thread.ofVirtual().start(() -> pump(callee, caller, new ByteArrayOutputStream()));
            } catch (IOException e) {
                // The next caller has a try of its own.
                continue;
            }
        }
    }

    private void pump(Socket from, Socket to, ByteArrayOutputStream copy) {
        var buffer = new byte[8192];
        try (from;
                to) {
            for (int length = from.getInputStream().read(buffer);
                    length >= 0;
                    length = from.getInputStream().read(buffer)) {
                while (line == Line.SILENT) {
                    TimeUnit.MILLISECONDS.sleep(20);
                }
                if (copy.size() < 4096) {
                    copy.write(buffer, 0, length);
                }
                to.getOutputStream().write(buffer, 0, length);
            }
        } catch (IOException e) {
            // Cut, or closed by one of both.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone.
        }
    }

    @Override
    public void close() throws IOException {
        cut();
        server.close();
    }
}
