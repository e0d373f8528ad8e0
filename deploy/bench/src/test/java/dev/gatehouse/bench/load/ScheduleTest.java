package dev.gatehouse.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that are due at a rate, at a small server in this process that can stand still. */
class ScheduleTest {
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Duration STILL = Duration.ofMillis(600);
    private static final Duration TIME = Duration.ofSeconds(1);
    private static final int RATE = 200;

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch never = new CountDownLatch(1);
    private HttpServer server;
    /** At which request the server stands still once, for all who ask; 0 for at none. */
    private volatile int standsStillAt;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        var threads = Executors.newSingleThreadExecutor();
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            if (asked.incrementAndGet() == standsStillAt) {
                standStill();
            }
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("hello".getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void allThatIsDueIsSentAndAnswered() {
        Round round = Schedule.drive(callers(4), RATE, TIME);
        assertNull(round.failure());
        assertEquals(RATE, round.requests());
        assertEquals(RATE, asked.get());
    }

    /** While it stands still, more than half of the requests are due: a closed loop would see one slow answer on each connection. */
    @Test
    void aServerThatStandsStillIsSeenByAllWhoWereDueMeanwhile() {
        standsStillAt = RATE / 10;
        Round scheduled = Schedule.drive(callers(1), RATE, TIME);
        assertNull(scheduled.failure());
        assertEquals(RATE, scheduled.requests());
        assertTrue(millis(scheduled, 99) > STILL.toMillis() * 0.9, "p99 is " + millis(scheduled, 99));
        assertTrue(millis(scheduled, 70) > STILL.toMillis() * 0.1, "p70 is " + millis(scheduled, 70));
    }

    /** One connection, and no other to be had: what is due is sent late, and timed from when it was due all the same. */
    @Test
    void whatCannotBeSentInTimeIsLate() {
        standsStillAt = RATE / 10;
        Round scheduled = Schedule.drive(List.of(new Caller(address(), alone())), RATE, TIME);
        assertNull(scheduled.failure());
        assertEquals(RATE, scheduled.requests());
        assertTrue(scheduled.late().orElseThrow() > RATE / 4, "late are " + scheduled.late());
        assertTrue(millis(scheduled, 99) > STILL.toMillis() * 0.9, "p99 is " + millis(scheduled, 99));
    }

    /** Two requests are one piece of work, and what prepares a third is none. */
    @Test
    void workOfSeveralRequestsIsTimedOnceAndPreparationNever() {
        Round round = Schedule.drive(List.of(new Caller(address(), new Prepared())), 20, TIME);
        assertNull(round.failure());
        assertEquals(20, round.requests());
        // One more preparation than work: the next is at hand.
        assertEquals(20 * 3 + 1, asked.get());
    }

    @Test
    void aWrongAnswerEndsTheRound() {
        Round round = Schedule.drive(
                List.of(new Caller(address(), new Repeated(List.of(REQUEST), 0, "another"))), RATE, TIME);
        assertEquals("answer 200: hello", round.failure());
    }

    @Test
    void nobodyThereIsAFailure() {
        List<Caller> callers = callers(1);
        server.stop(0);
        Round round = Schedule.drive(callers, RATE, TIME);
        assertNotNull(round.failure());
        assertTrue(round.failure().startsWith("cannot connect"), round.failure());
    }

    private void standStill() {
        try {
            if (never.await(STILL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nothing ends it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Caller> callers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Caller(address(), new Repeated(List.of(REQUEST), 0, "hello")))
                .toList();
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static Dialogue alone() {
        return new Dialogue() {
            @Override
            public byte[] next() {
                return REQUEST;
            }

            @Override
            public boolean accepts(Answer answer) {
                return answer.successful();
            }
        };
    }

    private static double millis(Round round, double percent) {
        return round.latencies().getValueAtPercentile(percent) / 1e3;
    }

    /** A preparation, and then work of two requests. */
    private static final class Prepared implements Dialogue {
        private int step;

        @Override
        public byte[] next() {
            return REQUEST;
        }

        @Override
        public boolean prepares() {
            return step == 0;
        }

        @Override
        public boolean accepts(Answer answer) {
            step = (step + 1) % 3;
            return answer.successful();
        }

        @Override
        public boolean counts() {
            return step == 0;
        }
    }
}
