package dev.gatehouse.session.login;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.session.login.Demand.Lack;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a session lacks of what somebody asks for. */
class DemandTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    # acr demanded,          max_age, prompt,         amr of the session, its age in s, it lacks
                    -,                       -,       -,              pwd,               40000, NOTHING
                    -,                       -,       -,              fed,               40000, NOTHING
                    -,                       900,     -,              pwd,               900,   NOTHING
                    -,                       900,     -,              pwd,               901,   EVERYTHING
                    -,                       0,       -,              pwd otp mfa,       1,     EVERYTHING
                    -,                       -5,      -,              pwd,               1,     EVERYTHING
                    -,                       -,       login,          pwd hwk user mfa,  1,     EVERYTHING
                    -,                       -,       consent login,  pwd,               1,     EVERYTHING
                    -,                       -,       select_account, pwd,               1,     EVERYTHING
                    -,                       -,       login login,    pwd,               1,     EVERYTHING
                    -,                       -,       consent,        pwd,               1,     NOTHING
                    -,                       '',      -,              pwd,               40000, NOTHING
                    -,                       soon,    -,              pwd,               40000, NOTHING
                    -,                       99999999999999999999, -, pwd,               40000, NOTHING
                    -,                       -,       none,           pwd,               1,     NOTHING
                    urn:gatehouse:acr:single, -,      -,              pwd,               40000, NOTHING
                    urn:gatehouse:acr:single, -,      -,              '',                1,     EVERYTHING
                    urn:gatehouse:acr:mfa,   -,       -,              pwd,               1,     FACTOR
                    urn:gatehouse:acr:mfa,   -,       -,              fed,               1,     FACTOR
                    urn:gatehouse:acr:mfa,   -,       -,              pwd otp mfa,       1,     NOTHING
                    urn:gatehouse:acr:mfa,   -,       -,              pwd hwk user mfa,  40000, NOTHING
                    urn:gatehouse:acr:mfa,   900,     -,              pwd,               800,   FACTOR
                    urn:gatehouse:acr:mfa,   900,     -,              pwd,               1000,  EVERYTHING
                    urn:gatehouse:acr:mfa,   900,     -,              pwd otp mfa,       1000,  EVERYTHING
                    urn:gatehouse:acr:mfa,   -,       login,          pwd,               1,     EVERYTHING
                    phr,                     -,       -,              pwd otp mfa,       1,     FACTOR
                    phr,                     -,       -,              pwd hwk user mfa,  1,     NOTHING
                    phr,                     -,       -,              hwk user mfa,      1,     NOTHING
                    of-somebody-else,        -,       -,              pwd,               1,     NOTHING
                    """)
    void isAskedForAloneWhatIsMissing(String acr, String maxAge, String prompt, String amr, long age, Lack expected) {
        List<String> methods = amr.isEmpty() ? List.of() : List.of(amr.split(" "));
        assertEquals(expected, Demand.of(acr, maxAge, prompt).lackOf(methods, NOW.minusSeconds(age), NOW));
    }

    @Test
    void theLargestAgeIsNoOverflow() {
        assertEquals(
                Lack.NOTHING,
                Demand.of(null, Long.toString(Long.MAX_VALUE), null)
                        .lackOf(List.of("pwd"), NOW.minusSeconds(40_000), NOW));
    }
}
