package dev.gatehouse.identity.password;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PasswordHasherTest {
    private final PasswordHasher hasher;

    @Inject
    PasswordHasherTest(PasswordHasher hasher) {
        this.hasher = hasher;
    }

    @Test
    void ourOwnHashesAreUpToDateAndOthersAreNot() {
        String ours = hasher.hash("correct horse");
        assertTrue(hasher.verify(ours, "correct horse"));
        assertFalse(hasher.outdated(ours));
        assertTrue(hasher.outdated(ours.replace("argon2id", "argon2i")));
        assertTrue(hasher.outdated(ours.replace("t=2", "t=3")));
        assertTrue(hasher.outdated("$2b$05$CCCCCCCCCCCCCCCCCCCCC.WrAwgFxicHZ3kL7zMvXYXHKosDn8ot2"));
    }

    /** U+FB01, a ligature, is not in the form that we hash. */
    @Test
    void aHashOfAProgramThatDoesNotNormalizeIsKnownToo() {
        String typed = "passwört \uFB01n";
        assertTrue(hasher.verify("$2b$05$CCCCCCCCCCCCCCCCCCCCC.iIcYIvZlfFYPS.UIEsD.WfbpErK6kva", typed));
        assertTrue(hasher.verify(
                "$pbkdf2-sha256$i=1000$MDEyMzQ1Njc4OWFiY2RlZg$F4mdJKoyYTIt/0bpLY8Parh3gvZ7BoPbNv0X1lV9By4", typed));
        String ours = hasher.hash(typed);
        assertTrue(hasher.verify(ours, typed));
        assertTrue(hasher.verify(ours, "passwört fin"));
    }

    @Test
    void withoutAHashNothingMatches() {
        assertFalse(hasher.verify(null, "no one has this password"));
    }
}
