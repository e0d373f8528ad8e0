package dev.gatehouse.token.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.scope.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemandsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void withoutDemandsAnyoneKnownWillDo() {
        assertEquals(Demands.Verdict.MET, judge(List.of(), List.of(), List.of(), null));
        assertEquals(Demands.Verdict.MET, judge(List.of(""), List.of(), List.of(), null));
    }

    @Test
    void allOfTheScopeIsNeeded() {
        assertEquals(Demands.Verdict.MET, judge(List.of("b a"), List.of(), List.of(), null));
        assertEquals(Demands.Verdict.INSUFFICIENT_SCOPE, judge(List.of("a c"), List.of(), List.of(), null));
    }

    @Test
    void theSignInMustBeFresh() {
        Instant past = NOW.minusSeconds(60);
        assertEquals(Demands.Verdict.MET, judge(List.of(), List.of("60"), List.of(), past));
        assertEquals(Demands.Verdict.INSUFFICIENT_AUTHENTICATION, judge(List.of(), List.of("59"), List.of(), past));
        assertEquals(Demands.Verdict.INSUFFICIENT_AUTHENTICATION, judge(List.of(), List.of("0"), List.of(), past));
    }

    @Test
    void whoNeverSignedInMeetsNoDemandOnIt() {
        assertEquals(
                Demands.Verdict.INSUFFICIENT_AUTHENTICATION, judge(List.of(), List.of("999999999"), List.of(), null));
    }

    @Test
    void theSignInMustBeAsStrongAsDemanded() {
        assertEquals(Demands.Verdict.MET, acr("urn:gatehouse:acr:single", List.of("pwd")));
        assertEquals(Demands.Verdict.MET, acr("urn:gatehouse:acr:single", List.of("pwd", "otp", "mfa")));
        assertEquals(Demands.Verdict.MET, acr("phr", List.of("hwk", "user", "mfa")));
        assertEquals(Demands.Verdict.INSUFFICIENT_AUTHENTICATION, acr("urn:gatehouse:acr:mfa", List.of("pwd")));
        assertEquals(Demands.Verdict.INSUFFICIENT_AUTHENTICATION, acr("phr", List.of("pwd", "otp", "mfa")));
    }

    @Test
    void whoNeverSignedInMeetsNoClass() {
        assertEquals(Demands.Verdict.INSUFFICIENT_AUTHENTICATION, acr("urn:gatehouse:acr:single", List.of()));
    }

    @Test
    void aClassThatIsNotOursIsMetByNobody() {
        assertEquals(Demands.Verdict.INSUFFICIENT_AUTHENTICATION, acr("urn:x", List.of("hwk", "user", "mfa")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "x", "1234567890", " 1", "\u0661"})
    void anAgeIsANumberOfSeconds(String age) {
        assertInstanceOf(
                DemandsReading.MalformedDemands.class, Demands.read(List.of(), List.of(age), List.of(), List.of()));
    }

    @Test
    void theOtherDemandsAreReadStrictlyToo() {
        for (String no : new String[] {"\"", "a\r\nb", "\u00e4", "a\\"}) {
            assertInstanceOf(
                    DemandsReading.MalformedDemands.class, Demands.read(List.of(no), List.of(), List.of(), List.of()));
            assertInstanceOf(
                    DemandsReading.MalformedDemands.class, Demands.read(List.of(), List.of(), List.of(no), List.of()));
        }
        assertInstanceOf(
                DemandsReading.MalformedDemands.class,
                Demands.read(List.of("a", "a"), List.of(), List.of(), List.of()));
    }

    @Test
    void aTokenMustBeForTheResourceThatIsDemanded() {
        List<String> two = List.of("https://a.example", "https://b.example");
        assertEquals(Demands.Verdict.MET, audience(two, List.of()));
        assertEquals(Demands.Verdict.MET, audience(two, List.of("https://b.example")));
        for (String other : new String[] {"https://b.example/", "https://b", "https://c.example"}) {
            assertEquals(Demands.Verdict.OTHER_AUDIENCE, audience(two, List.of(other)));
        }
    }

    @ParameterizedTest
    @EnumSource(Identity.Method.class)
    void whatSaysNotWhatItIsForMeetsNoDemandWhereItIsAToken(Identity.Method method) {
        // A password, a session or a key is for no resource in particular.
        Demands.Verdict expected = switch (method) {
            case basic, session, api_key -> Demands.Verdict.MET;
            case jwt, opaque -> Demands.Verdict.OTHER_AUDIENCE;
        };
        assertEquals(expected, audience(method, List.of(), List.of("https://a.example")));
        assertEquals(Demands.Verdict.MET, audience(method, List.of(), List.of()));
    }

    @Test
    void anAudienceIsOneName() {
        for (List<String> no : List.of(List.of("a", "a"), List.of(""), List.of("a b"), List.of("\u00e4"))) {
            assertInstanceOf(DemandsReading.MalformedDemands.class, Demands.read(List.of(), List.of(), List.of(), no));
        }
    }

    private static Demands.Verdict audience(List<String> audience, List<String> demanded) {
        return audience(Identity.Method.jwt, audience, demanded);
    }

    private static Demands.Verdict audience(Identity.Method method, List<String> audience, List<String> demanded) {
        var identity =
                new Identity("s", "ada", null, Scope.NONE, audience, method, null, List.of(), null, null, null, null);
        return assertInstanceOf(Demands.class, Demands.read(List.of(), List.of(), List.of(), demanded))
                .judge(identity, NOW);
    }

    private static Demands.Verdict acr(String demanded, List<String> amr) {
        return judge(List.of(), List.of(), List.of(demanded), amr, NOW);
    }

    private static Demands.Verdict judge(
            List<String> scope, List<String> maxAge, List<String> acr, @Nullable Instant authTime) {
        return judge(scope, maxAge, acr, List.of("pwd"), authTime);
    }

    private static Demands.Verdict judge(
            List<String> scope, List<String> maxAge, List<String> acr, List<String> amr, @Nullable Instant authTime) {
        var identity = new Identity(
                "s",
                "ada",
                null,
                Scope.of("a", "b"),
                List.of(),
                Identity.Method.jwt,
                null,
                amr,
                authTime,
                null,
                null,
                null);
        return switch (Demands.read(scope, maxAge, acr, List.of())) {
            case Demands demands -> demands.judge(identity, NOW);
            case DemandsReading.MalformedDemands(String reason) -> throw new AssertionError(reason);
        };
    }
}
