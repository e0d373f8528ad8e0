package dev.gatehouse.identity.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hashes were made by other programs: argon2, perl's crypt, Python's hashlib. */
class PasswordHashTest {
    private static final String PASSWORD = "correct horse";
    private static final HashBounds BOUNDS = new HashBounds(256L * 1024 * 1024);
    private final HashMatching matching = new HashMatching();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=1024,t=2,p=2$MDEyMzQ1Njc4OWFiY2RlZg$gyAB513YsKkumS8py9dwwMvzgLeFFFEb+oaTMHycsgU",
                "$argon2i$v=19$m=1024,t=2,p=2$MDEyMzQ1Njc4OWFiY2RlZg$M0oEKvALZLqWKXzMK4TdNzZJKBvHzZlBDoRLTKBoAg4",
                "$argon2d$v=19$m=1024,t=2,p=2$MDEyMzQ1Njc4OWFiY2RlZg$Ip49LU+1KPMhxnua75o+f4iiJfwbptgIZEgKHaMzglc",
                "$argon2i$v=16$m=1024,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$0LRFl4kYylO4/tenLkB+WRQEhFoKMEBHTaJiDCVNslQ",
                "$argon2i$m=1024,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$0LRFl4kYylO4/tenLkB+WRQEhFoKMEBHTaJiDCVNslQ",
                "$2a$05$CCCCCCCCCCCCCCCCCCCCC.WrAwgFxicHZ3kL7zMvXYXHKosDn8ot2",
                "$2b$05$CCCCCCCCCCCCCCCCCCCCC.WrAwgFxicHZ3kL7zMvXYXHKosDn8ot2",
                "$2y$05$CCCCCCCCCCCCCCCCCCCCC.WrAwgFxicHZ3kL7zMvXYXHKosDn8ot2",
                "$pbkdf2$i=1000$MDEyMzQ1Njc4OWFiY2RlZg$aUfE2vx5Q7zgbb0jx49AaNpXUQQ",
                "$pbkdf2-sha1$i=1000$MDEyMzQ1Njc4OWFiY2RlZg$aUfE2vx5Q7zgbb0jx49AaNpXUQQ",
                "$pbkdf2-sha256$i=1000,l=32$MDEyMzQ1Njc4OWFiY2RlZg$cBg8D2DungRB9k76szThf5ehfyBz991ay6PT8Srwk4M",
                "$pbkdf2-sha256$1000$MDEyMzQ1Njc4OWFiY2RlZg$cBg8D2DungRB9k76szThf5ehfyBz991ay6PT8Srwk4M",
                "$pbkdf2-sha256$i=1000$MDEyMzQ1Njc4OWFiY2RlZg$cBg8D2DungRB9k76szThf5ehfyBz991ay6PT8Srwk4NQEC0GVAwWLSUGWbcye1xU+dO7fZFld1DsscNlAN1uxw",
                "$pbkdf2-sha512$1000$MDEyMzQ1Njc4OWFiY2RlZg$OM0FAoIqCVK1sWtxDiffVlBejtLa.ks4TP71JiecwuSZCG8iLbnlIEPOMoVX.i2B2wkSxjQ8CRGR9OkNGuIPMQ",
                "$scrypt$ln=10,r=8,p=1$MDEyMzQ1Njc4OWFiY2RlZg$6g3umF+uVrJsObaTZhIbbTlgrvOEFcCItdwSjtPF67M",
                "$scrypt$ln=15,r=8,p=1$MDEyMzQ1Njc4OWFiY2RlZg==$puHF8wsl4P5tR3JANsCleZiOQes+05KY2PoHbUEpMGQ=",
                "$s0$a0801$MDEyMzQ1Njc4OWFiY2RlZg==$6g3umF+uVrJsObaTZhIbbTlgrvOEFcCItdwSjtPF67M="
            })
    void hashesOfOtherProgramsAreKnown(String text) {
        PasswordHash hash = PasswordHash.parse(text).orElseThrow();
        assertEquals("", BOUNDS.objection(hash).orElse(""));
        assertTrue(matching.matches(hash, PASSWORD));
        assertFalse(matching.matches(hash, PASSWORD + "x"));
        assertTrue(matching.matches(PasswordHash.parse(hash.text()).orElseThrow(), PASSWORD), "as it is stored");
    }

    /** Of the reference implementation and of RFC 7914, section 12. */
    @Test
    void publishedVectorsMatch() {
        assertTrue(matching.matches(
                PasswordHash.parse(
                                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")
                        .orElseThrow(),
                "password"));
        assertTrue(matching.matches(
                PasswordHash.parse("$scrypt$ln=10,r=8,p=16$TmFDbA$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWIurzDZ"
                                + "LiKjiG/xCSedmDDaxyevuUqD7m2DYMvfoswGQA")
                        .orElseThrow(),
                "password"));
    }

    @Test
    void bcryptSeesSeventyTwoBytesAndNoMore() {
        PasswordHash hash = PasswordHash.parse("$2b$05$CCCCCCCCCCCCCCCCCCCCC.D7RDOYXakZhsFmh/LdqQNx0kQ424AFS")
                .orElseThrow();
        assertTrue(matching.matches(hash, "x".repeat(72)));
        assertTrue(matching.matches(hash, "x".repeat(256)));
        assertFalse(matching.matches(hash, "x".repeat(71)));
        assertTrue(matching.matches(
                PasswordHash.parse("$2b$05$CCCCCCCCCCCCCCCCCCCCC.WbbLb4J7PKYWYm3biA.M18AI380Pnzu")
                        .orElseThrow(),
                "x".repeat(71)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret-password",
                "{SSHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=",
                "$1$salt$qJH7.N4xYta3aEG/dfqo/0",
                "$2x$05$CCCCCCCCCCCCCCCCCCCCC.WrAwgFxicHZ3kL7zMvXYXHKosDn8ot2",
                "$2b$05$CCCCCCCCCCCCCCCCCCCCC.WrAwgFxicHZ3kL7zMvXYXHKosDn8ot",
                "$argon2id$v=19$m=1024,t=2$MDEyMzQ1Njc4OWFiY2RlZg$gyAB513YsKkumS8py9dwwMvzgLeFFFEb",
                "$argon2id$v=19$m=99999999999,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$gyAB513YsKkumS8py9dwwMvzgLeFFFEb",
                "$argon2id$v=19$m=1024,t=2,p=1$M$gyAB513YsKkumS8py9dwwMvzgLeFFFEb",
                "$pbkdf2-md5$i=1000$MDEyMzQ1Njc4OWFiY2RlZg$aUfE2vx5Q7zgbb0jx49AaNpXUQQ",
                "$pbkdf2-sha256$i=-1$MDEyMzQ1Njc4OWFiY2RlZg$aUfE2vx5Q7zgbb0jx49AaNpXUQQ",
                "$scrypt$ln=10,r=8,p=1$not base64$6g3umF",
                "$s0$zz$MDEyMzQ1Njc4OWFiY2RlZg==$6g3umF+uVrJsObaTZhIbbTlgrvOEFcCItdwSjtPF67M="
            })
    void whatIsNoHashIsNotRead(String text) {
        assertTrue(PasswordHash.parse(text).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=4194304,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$gyAB513YsKkumS8py9dwwMvzgLeFFFEb",
                "$argon2id$v=19$m=65536,t=999999999,p=1$MDEyMzQ1Njc4OWFiY2RlZg$gyAB513YsKkumS8py9dwwMvzgLeFFFEb",
                "$argon2id$v=19$m=65536,t=1,p=99999999$MDEyMzQ1Njc4OWFiY2RlZg$gyAB513YsKkumS8py9dwwMvzgLeFFFEb",
                "$argon2id$v=19$m=65536,t=0,p=1$MDEyMzQ1Njc4OWFiY2RlZg$gyAB513YsKkumS8py9dwwMvzgLeFFFEb",
                "$argon2id$v=20$m=65536,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$gyAB513YsKkumS8py9dwwMvzgLeFFFEb",
                "$argon2id$v=19$m=65536,t=1,p=1$MDEy$gyAB513YsKkumS8py9dwwMvzgLeFFFEb",
                "$argon2id$v=19$m=65536,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$gyAB",
                "$2b$03$CCCCCCCCCCCCCCCCCCCCC.WrAwgFxicHZ3kL7zMvXYXHKosDn8ot2",
                "$2b$15$CCCCCCCCCCCCCCCCCCCCC.WrAwgFxicHZ3kL7zMvXYXHKosDn8ot2",
                "$2b$31$CCCCCCCCCCCCCCCCCCCCC.WrAwgFxicHZ3kL7zMvXYXHKosDn8ot2",
                "$pbkdf2-sha256$i=1$MDEyMzQ1Njc4OWFiY2RlZg$cBg8D2DungRB9k76szThf5ehfyBz991ay6PT8Srwk4M",
                "$pbkdf2-sha256$i=999999999$MDEyMzQ1Njc4OWFiY2RlZg$cBg8D2DungRB9k76szThf5ehfyBz991ay6PT8Srwk4M",
                "$pbkdf2-sha512$i=1000001$MDEyMzQ1Njc4OWFiY2RlZg$cBg8D2DungRB9k76szThf5ehfyBz991ay6PT8Srwk4M",
                "$scrypt$ln=1,r=8,p=1$MDEyMzQ1Njc4OWFiY2RlZg$6g3umF+uVrJsObaTZhIbbTlgrvOEFcCItdwSjtPF67M",
                "$scrypt$ln=18,r=8,p=1$MDEyMzQ1Njc4OWFiY2RlZg$6g3umF+uVrJsObaTZhIbbTlgrvOEFcCItdwSjtPF67M",
                "$scrypt$ln=99,r=8,p=1$MDEyMzQ1Njc4OWFiY2RlZg$6g3umF+uVrJsObaTZhIbbTlgrvOEFcCItdwSjtPF67M",
                "$scrypt$ln=14,r=9999,p=9999$MDEyMzQ1Njc4OWFiY2RlZg$6g3umF+uVrJsObaTZhIbbTlgrvOEFcCItdwSjtPF67M",
                "$scrypt$ln=14,r=8,p=33$MDEyMzQ1Njc4OWFiY2RlZg$6g3umF+uVrJsObaTZhIbbTlgrvOEFcCItdwSjtPF67M"
            })
    void absurdParametersAreRefused(String text) {
        assertTrue(BOUNDS.objection(PasswordHash.parse(text).orElseThrow()).isPresent());
    }

    @Test
    void aSmallHeapTakesNoLargeScrypt() {
        PasswordHash owasp = PasswordHash.parse(
                        "$scrypt$ln=17,r=8,p=1$MDEyMzQ1Njc4OWFiY2RlZg$6g3umF+uVrJsObaTZhIbbTlgrvOEFcCItdwSjtPF67M")
                .orElseThrow();
        assertTrue(BOUNDS.objection(owasp).isEmpty());
        assertTrue(new HashBounds(128L * 1024 * 1024).objection(owasp).isPresent());
    }

    @Test
    void noHashIsShownByAccident() {
        PasswordHash hash = PasswordHash.parse("$2b$05$CCCCCCCCCCCCCCCCCCCCC.WrAwgFxicHZ3kL7zMvXYXHKosDn8ot2")
                .orElseThrow();
        assertEquals("Bcrypt", hash.toString());
    }
}
