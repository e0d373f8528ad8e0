package dev.gatehouse.suite.setup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** {@code POST /users/import} over a bare connection: no client library stops half-way. */
public final class CallByHand implements AutoCloseable {
    private final Socket socket;
    private final InputStream answer;
    /** Bytes of the chunk at hand that are still to come. */
    private int left;

    /**
     * Sends the header.
     *
     * @param credentials a line of it
     * @param length of the body; negative for one in chunks
     */
    public CallByHand(int port, String credentials, int length) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(60_000);
        answer = new BufferedInputStream(socket.getInputStream());
        write("POST /users/import HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n" + credentials
                + "\r\n" + (length < 0 ? "Transfer-Encoding: chunked" : "Content-Length: " + length) + "\r\n\r\n");
    }

    /** As it is: a part of a body that says its length. */
    public void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One chunk. */
    public void send(String lines) throws IOException {
        write(Integer.toHexString(lines.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + lines + "\r\n");
    }

    /** No more chunks. */
    public void end() throws IOException {
        write("0\r\n\r\n");
    }

    /** The first line of the answer, whose header is read over. */
    public String status() throws IOException {
        String status = rawLine();
        for (String line = status; !line.isEmpty() && !line.equals("null"); line = rawLine()) {
            // A header.
        }
        return status;
    }

    /** All that comes until the connection is closed, header or not. */
    public String toTheEnd() throws IOException {
        return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }

    private String rawLine() throws IOException {
        var line = new StringBuilder();
        for (int c = answer.read(); c != '\n'; c = answer.read()) {
            if (c < 0) {
                return "null";
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /** The next line of the answer's body, wherever its chunks begin; empty at the end. */
    public String line() throws IOException {
        var line = new StringBuilder();
        for (int c = bodyByte(); c >= 0 && c != '\n'; c = bodyByte()) {
            line.append((char) c);
        }
        return line.toString();
    }

    /** The last line of the answer's body. */
    public String last() throws IOException {
        String last = "";
        for (String line = line(); !line.isEmpty(); line = line()) {
            last = line;
        }
        return last;
    }

    private int bodyByte() throws IOException {
        if (left < 0) {
            return -1;
        }
        if (left == 0) {
            String length = rawLine();
            left = Integer.parseInt(length.isEmpty() ? rawLine() : length, 16);
            if (left == 0) {
                left = -1;
                return -1;
            }
        }
        left--;
        return answer.read();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
