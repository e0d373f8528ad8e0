package dev.gatehouse.common.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.caller.Visitor.Demand;
import dev.gatehouse.common.peer.Peer;
import dev.gatehouse.common.session.CsrfToken;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisitorTest {
    private static final String PAGE = "/account/security";
    private static final String BACK = "return_to=%2Faccount%2Fsecurity";
    private static final String COOKIE = "c".repeat(43);

    @SuppressWarnings("NullAway") // it is not asked here
    private final Visitor visitor = new Visitor(null, () -> Duration.ofMinutes(15));

    @ParameterizedTest
    @EnumSource(Demand.class)
    void whoeverHasJustProvedMuchMayDoAll(Demand demand) {
        var known = assertInstanceOf(Visit.Known.class, judged(known("account", 0, "phr"), demand));
        assertEquals(CsrfToken.of(COOKIE), known.csrfToken());
        assertEquals("ada", known.caller().username());
    }

    @Test
    void anOldOrWeakSignInIsMadeBetterWhereThePageAsksForIt() {
        Peer.Answer old = known("account", 3600, "urn:gatehouse:acr:mfa");
        Peer.Answer weak = known("account", 0, "urn:gatehouse:acr:single");
        assertInstanceOf(Visit.Known.class, judged(old, Demand.SIGNED_IN));
        assertInstanceOf(Visit.Known.class, judged(weak, Demand.RECENTLY));
        assertEquals(new Visit.StepUp("/login?max_age=900&" + BACK), judged(old, Demand.RECENTLY));
        var factors = new Visit.StepUp("/login?max_age=900&acr=urn%3Agatehouse%3Aacr%3Amfa&" + BACK);
        assertEquals(factors, judged(old, Demand.RECENTLY_WITH_MULTIPLE_FACTORS));
        assertEquals(factors, judged(weak, Demand.RECENTLY_WITH_MULTIPLE_FACTORS));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401})
    void whoeverIsNotSignedInIsLedThereAndBack(int status) {
        assertEquals(new Visit.SignIn("/login?" + BACK), judged(answer(status), Demand.RECENTLY));
    }

    @Test
    void aForeignFormAndARightThatLacksAreRefused() {
        assertEquals(
                403,
                ((Visit.Foreign) judged(answer(403), Demand.SIGNED_IN)).answer().getStatus());
        assertInstanceOf(Visit.Foreign.class, judged(known("openid", 0, "phr"), Demand.SIGNED_IN));
    }

    @ParameterizedTest
    @CsvSource({"429", "500", "503", "302"})
    void whatIsNoDecisionLetsNobodyIn(int status) {
        assertEquals(new Visit.Away(), judged(answer(status), Demand.SIGNED_IN));
        assertEquals(503, new Visit.Away().answer().getStatus());
    }

    private Visit judged(Peer.Answer answer, Demand demand) {
        return visitor.judge(answer, COOKIE, PAGE, demand);
    }

    private static Peer.Answer answer(int status) {
        return new Peer.Answer(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer());
    }

    private static Peer.Answer known(String scope, long secondsAgo, String acr) {
        var headers = MultiMap.caseInsensitiveMultiMap()
                .set("X-Auth-Subject", UUID.randomUUID().toString())
                .set("X-Auth-Username", "ada")
                .set("X-Auth-Method", "session")
                .set("X-Auth-Scope", scope)
                .set("X-Auth-Time", Long.toString(Instant.now().getEpochSecond() - secondsAgo));
        return new Peer.Answer(200, headers, Buffer.buffer("{\"acr\":\"" + acr + "\"}"));
    }
}
