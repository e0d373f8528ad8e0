package dev.gatehouse.bench.side;

import dev.gatehouse.bench.load.Answer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Asks a server that starts whether it is up, every millisecond. */
public record Poll(URI address) {
    private static final int PATIENCE_MILLIS = 2000;
    private static final int LONGEST = 16 * 1024;
    /** Whatever is answered. */
    public static final int ANY = 0;

    /**
     * Waits for the status {@code wanted}.
     *
     * @param over whether there is no more hope
     * @return whether it came within {@code patience}
     */
    public boolean until(int wanted, Duration patience, BooleanSupplier over) {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end && !over.getAsBoolean()) {
            int status = status();
            if (status > 0 && (wanted == ANY || wanted == status)) {
                return true;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    /** What is answered now; -1 where nothing is. */
    private int status() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write(("GET " + address.getPath() + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] bytes = new byte[LONGEST];
            int count = 0;
            while (count < LONGEST) {
                int read = socket.getInputStream().read(bytes, count, LONGEST - count);
                if (read < 0) {
                    return -1;
                }
                count += read;
                Optional<Answer> answer = Answer.read(bytes, count);
                if (answer.isPresent()) {
                    return answer.get().status();
                }
            }
            return -1;
        } catch (IOException | Answer.Malformed e) {
            return -1;
        }
    }
}
