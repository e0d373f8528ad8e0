package dev.gatehouse.identity.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordPolicyTest {
    private static final String PREFIX = "98DEC";
    private static final String REST = "C62ECE399A22ED30D490EF333BE7FDE7385";
    private final CommonPasswords common = new CommonPasswords();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer breaches;
    private volatile String answer = "";
    private volatile int status = 200;

    PasswordPolicyTest() throws IOException {
        breaches = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        breaches.createContext("/", call -> {
            asked.add(call.getRequestURI() + " " + call.getRequestHeaders().getFirst("Add-Padding"));
            byte[] body = answer.getBytes(StandardCharsets.US_ASCII);
            call.sendResponseHeaders(status, body.length);
            call.getResponseBody().write(body);
            call.close();
        });
        breaches.start();
    }

    @AfterEach
    void stop() {
        breaches.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @CsvSource({
        "correct horse battery,true",
        "short,false",
        "password,false",
        "PassWord123,false",
        "margaret-ann,false",
        "Margaret-Ann@example.org,false",
        "ann.margaret,false",
        "margaret-ann2024,false",
        "2024 margaret-ann!,false",
        "margaret-annmargaret-ann,false",
        "margaret-ann12345678,false",
        "margaret-ann likes cheese,true",
        "12345678,false"
    })
    void decides(String password, boolean fine) {
        var policy = new PasswordPolicy(common, asking(Optional.empty()));
        assertEquals(
                fine,
                policy.objection(password, "Margaret-Ann", "Ann.Margaret@example.org")
                                .isEmpty()
                        && policy.objection(password, "Margaret-Ann", "margaret-ann@example.org")
                                .isEmpty());
        assertTrue(asked.isEmpty());
    }

    @Test
    void aNameOfTwoLettersIsNothingToLeanOn() {
        var policy = new PasswordPolicy(common, asking(Optional.empty()));
        assertTrue(policy.objection("albatross", "al", null).isPresent() == common.has("albatross"));
        assertTrue(policy.objection("alpine marmot", "al", null).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"iloveyou", "Qwertyuiop", "trustno1", "sunshine", "liverpool", "1q2w3e4r5t", "football1"})
    void whatEveryoneTriesFirstIsKnown(String password) {
        assertTrue(common.has(password));
    }

    /** The seed is fixed, and so is the answer: it cannot fail by chance. */
    @Test
    void ofOtherPasswordsOneInAHundredThousandIsTakenForACommonOne() {
        var random = new Random(1);
        int found = 0;
        for (int i = 0; i < 1_000_000; i++) {
            found += common.has(Long.toHexString(random.nextLong()) + "-other") ? 1 : 0;
        }
        assertTrue(found < 25, found + " of a million");
        assertTrue(found > 0, found + " of a million");
    }

    /** SHA-1 of it is 98DECC62ECE399A22ED30D490EF333BE7FDE7385. */
    @Test
    void whatWasInABreachIsRefused() {
        var policy = new PasswordPolicy(common, asking(Optional.of(service())));
        answer = "0018A45C4D1DEF81644B54AB7F969B88D65:1\r\n" + REST + ":12\r\n";
        assertTrue(policy.objection("correct horse battery", "ann", null).isPresent());
        assertEquals(List.of("/v1/range/" + PREFIX + " true"), asked);
        answer = REST + ":0\r\n";
        assertTrue(policy.objection("correct horse battery", "ann", null).isEmpty(), "padding is no breach");
        answer = "0018A45C4D1DEF81644B54AB7F969B88D65:1";
        assertTrue(policy.objection("correct horse battery", "ann", null).isEmpty());
    }

    @Test
    void aServiceThatIsAwayKeepsNobodyOut() {
        var policy = new PasswordPolicy(common, asking(Optional.of(service())));
        answer = REST + ":12";
        status = 500;
        assertTrue(policy.objection("correct horse battery", "ann", null).isEmpty());
        breaches.stop(0);
        assertTrue(policy.objection("correct horse battery", "ann", null).isEmpty());
    }

    @Test
    void whatNeedNotBeAskedIsNotAsked() {
        var policy = new PasswordPolicy(common, asking(Optional.of(service())));
        assertFalse(policy.objection("password", "ann", null).isEmpty());
        assertTrue(asked.isEmpty());
    }

    private URI service() {
        return URI.create("http://127.0.0.1:" + breaches.getAddress().getPort() + "/v1/");
    }

    private BreachedPasswords asking(Optional<URI> service) {
        return new BreachedPasswords(new Configured(service), vertx);
    }

    private record Configured(Optional<URI> url) implements PasswordConfig, PasswordConfig.BreachCheck {
        @Override
        public int memory() {
            return 19456;
        }

        @Override
        public int iterations() {
            return 2;
        }

        @Override
        public int parallelism() {
            return 1;
        }

        @Override
        public OptionalInt concurrency() {
            return OptionalInt.empty();
        }

        @Override
        public int queue() {
            return 1;
        }

        @Override
        public int history() {
            return 0;
        }

        @Override
        public BreachCheck breachCheck() {
            return this;
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(2);
        }
    }
}
