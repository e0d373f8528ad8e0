package dev.gatehouse.examples.resource;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows {@code /revocations} for ever: each time the stream ends, is cut or falls silent, it is opened anew where it was
 * ({@code Last-Event-ID}).
 */
final class RevocationStream implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int CONNECT_MILLIS = 5_000;

    private final Settings settings;
    private final Revocations revocations;
    private final Thread follower = Thread.ofVirtual().name("revocations").unstarted(this::follow);
    /** Of the last event that was taken; null before the first. Only the follower's. */
    private @Nullable String position;
    /** When all revocations of that moment were known for the last time. */
    private volatile long heard;
    /** Whether the stream was ever told to its end. */
    private volatile boolean complete;

    private volatile boolean closed;
    private volatile @Nullable HttpURLConnection open;

    RevocationStream(Settings settings, Revocations revocations) {
        this.settings = settings;
        this.revocations = revocations;
    }

    void start() {
        follower.start();
    }

    /** Whether all revocations are known, but for those of the last moments. */
    boolean current() {
        return complete && System.nanoTime() - heard <= settings.silence().toNanos();
    }

    private void follow() {
        Duration pause = FIRST_PAUSE;
        while (!closed) {
            long before = heard;
            try {
                read();
            } catch (IOException | ParseException e) {
                if (!closed) {
                    System.err.println("the stream of revocations broke off: " + e.getMessage());
                }
            }
            pause = heard == before ? min(pause.multipliedBy(2), LONGEST_PAUSE) : FIRST_PAUSE;
            if (!closed && !slept(pause)) {
                return;
            }
        }
    }

    /** Until it ends. */
    private void read() throws IOException, ParseException {
        // A token for each time: whoever may not listen any more is not let in again.
        HttpURLConnection stream = connect("/revocations", "Bearer " + token());
        open = stream;
        try {
            stream.setRequestProperty("Accept", "text/event-stream");
            if (position != null) {
                stream.setRequestProperty("Last-Event-ID", position);
            }
            if (stream.getResponseCode() != 200) {
                throw new IOException("status " + stream.getResponseCode());
            }
            try (var lines =
                    new BufferedReader(new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8))) {
                take(lines);
            }
        } finally {
            open = null;
            stream.disconnect();
        }
    }

    private void take(BufferedReader lines) throws IOException, ParseException {
        boolean caughtUp = false;
        String id = null;
        String event = "";
        var data = new StringBuilder();
        for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
            if (line.isEmpty()) {
                switch (event) {
                    case "revocation" -> revocations.take(data.toString());
                    // All that was in force, or came meanwhile, has been told.
                    case "reached" -> caughtUp = true;
                    default -> {}
                }
                // Only what was taken is passed over when the stream is opened anew.
                position = id == null ? position : id;
                id = null;
                event = "";
                data.setLength(0);
            } else if (line.startsWith("id:")) {
                id = value(line);
            } else if (line.startsWith("event:")) {
                event = value(line);
            } else if (line.startsWith("data:")) {
                data.append(value(line));
            }
            // A comment is a heartbeat. Those before the end of the past say nothing of what is still to come.
            if (caughtUp) {
                heard = System.nanoTime();
                complete = true;
            }
        }
    }

    private static String value(String line) {
        return line.substring(line.indexOf(':') + 1).strip();
    }

    /** By client credentials (RFC 6749, section 4.4). */
    private String token() throws IOException, ParseException {
        String login = encoded(settings.clientId()) + ":" + encoded(settings.clientSecret());
        HttpURLConnection call = connect(
                "/oauth2/token", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        try {
            call.setDoOutput(true);
            call.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
            call.getOutputStream()
                    .write("grant_type=client_credentials&scope=gatehouse:revocations"
                            .getBytes(StandardCharsets.US_ASCII));
            if (call.getResponseCode() != 200) {
                throw new IOException("no token for it: status " + call.getResponseCode());
            }
            try (var body = call.getInputStream()) {
                String answer = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                return JSONObjectUtils.getString(JSONObjectUtils.parse(answer), "access_token");
            }
        } finally {
            call.disconnect();
        }
    }

    /** Each read of it ends when the silence lasts too long: a dead connection is noticed, too. */
    private HttpURLConnection connect(String path, String authorization) throws IOException {
        URI target = settings.gatehouse().resolve(path);
        if (!(target.toURL().openConnection() instanceof HttpURLConnection connection)) {
            throw new IOException(target + " is not HTTP");
        }
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(Math.toIntExact(settings.silence().toMillis()));
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty("Authorization", authorization);
        return connection;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static boolean slept(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        HttpURLConnection stream = open;
        if (stream != null) {
            stream.disconnect();
        }
        follower.interrupt();
    }
}
