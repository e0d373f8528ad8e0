package dev.gatehouse.identity.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class UserLineTest {
    private static final String BCRYPT = "$2b$05$CCCCCCCCCCCCCCCCCCCCC.WrAwgFxicHZ3kL7zMvXYXHKosDn8ot2";
    private final UserLine lines;

    @Inject
    UserLineTest(UserLine lines) {
        this.lines = lines;
    }

    @Test
    void ourOwnFormIsRead() throws Refused {
        ImportedUser user = lines.read(7, """
                {"username":"ada","email":"Ada@example.org","email_verified":true,"disabled":true,"admin":false,
                 "claims":{"given_name":"Ada","address":{"locality":"London"}},"password_hash":"%s"}
                """.formatted(BCRYPT));
        assertEquals(7, user.line());
        assertEquals("ada", user.username());
        assertEquals("Ada@example.org", user.email());
        assertTrue(user.emailVerified() && user.disabled());
        assertEquals("Ada", user.claims().givenName());
        assertEquals(BCRYPT, user.passwordHash());
        assertFalse(user.toString().contains("$2b"));
    }

    @Test
    void nobodyBecomesAnAdministratorByALine() {
        Refused refused = assertThrows(Refused.class, () -> lines.read(1, "{\"username\":\"ada\",\"admin\":true}"));
        assertEquals("administrator", refused.error());
    }

    @Test
    void aNameIsEnough() throws Refused {
        ImportedUser user = lines.read(1, "{\"username\":\"ada\",\"email\":\"\",\"email_verified\":true}");
        assertNull(user.passwordHash());
        assertNull(user.email());
        assertFalse(user.emailVerified(), "without an address there is nothing verified");
        assertFalse(user.disabled());
    }

    @Test
    void aUsernameIsMadeOfTheAddressThatSomeoneWasCalledBy() throws Refused {
        ImportedUser user = lines.read(1, "{\"username\":\"Ada+x@example.org\",\"email\":\"ada+x@Example.org\"}");
        assertTrue(user.usernameDerived());
        assertEquals("Ada-x", user.username());
        assertEquals("ada+x@Example.org", user.email());
        ImportedUser other = user.renamed();
        assertTrue(other.username().startsWith("Ada-x-"));
        assertEquals(user.email(), other.email());
        assertFalse(lines.read(1, "{\"username\":\"ada\",\"email\":\"ada@example.org\"}")
                .usernameDerived());
    }

    @Test
    void keycloaksFormIsRead() throws Refused {
        ImportedUser user = lines.read(1, """
                {"id":"5b1f","username":"ada","email":"ada@example.org","emailVerified":true,"enabled":false,
                 "firstName":"Ada","lastName":"Lovelace","createdTimestamp":1,"totp":false,"requiredActions":[],
                 "attributes":{"locale":["en"],"phoneNumber":["+441234567890"],"shoe":["38"]},"realmRoles":["user"],
                 "credentials":[{"type":"password","createdDate":1,
                   "secretData":"{\\"value\\":\\"OM0FAoIqCVK1sWtxDiffVlBejtLa+ks4TP71JiecwuSZCG8iLbnlIEPOMoVX+i2B2wkSxjQ8CRGR9OkNGuIPMQ==\\",\\"salt\\":\\"MDEyMzQ1Njc4OWFiY2RlZg==\\",\\"additionalParameters\\":{}}",
                   "credentialData":"{\\"hashIterations\\":1000,\\"algorithm\\":\\"pbkdf2-sha512\\",\\"additionalParameters\\":{}}"}]}
                """);
        assertTrue(user.emailVerified() && user.disabled());
        assertFalse(user.factorLeftOut());
        assertEquals("Ada Lovelace", user.claims().name());
        assertEquals("en", user.claims().locale());
        assertEquals("+441234567890", user.claims().phoneNumber());
        assertEquals(
                "$pbkdf2-sha512$i=1000$MDEyMzQ1Njc4OWFiY2RlZg$OM0FAoIqCVK1sWtxDiffVlBejtLa+ks4TP71JiecwuSZCG8iLbnlIEPOMoVX+i2B2wkSxjQ8CRGR9OkNGuIPMQ",
                user.passwordHash());
    }

    @Test
    void keycloaksArgon2IsReadAndALostSecondFactorSeen() throws Refused {
        ImportedUser user = lines.read(1, """
                {"username":"ada","enabled":true,"credentials":[
                  {"type":"otp","secretData":"{\\"value\\":\\"s\\"}","credentialData":"{}"},
                  {"type":"password",
                   "secretData":"{\\"value\\":\\"gyAB513YsKkumS8py9dwwMvzgLeFFFEb+oaTMHycsgU=\\",\\"salt\\":\\"MDEyMzQ1Njc4OWFiY2RlZg==\\"}",
                   "credentialData":"{\\"hashIterations\\":2,\\"algorithm\\":\\"argon2\\",\\"additionalParameters\\":{\\"hashLength\\":[\\"32\\"],\\"memory\\":[\\"1024\\"],\\"type\\":[\\"id\\"],\\"version\\":[\\"1.3\\"],\\"parallelism\\":[\\"2\\"]}}"}]}
                """);
        assertEquals(
                "$argon2id$v=19$m=1024,t=2,p=2$MDEyMzQ1Njc4OWFiY2RlZg$gyAB513YsKkumS8py9dwwMvzgLeFFFEb+oaTMHycsgU",
                user.passwordHash());
        assertTrue(user.factorLeftOut());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"username\":|not_json",
                "[]|not_json",
                "null|not_json",
                "{\"username\":\"a\"} {\"username\":\"b\"}|not_json",
                "{\"username\":\"a\",\"username\":\"b\"}|not_json",
                "{\"username\":\"a\",\"claims\":{\"name\":\"\\ud800\"}}|not_json",
                "{}|invalid",
                "{\"username\":\"a@b\"}|invalid",
                "{\"username\":\"a@example.org\",\"email\":\"b@example.org\"}|invalid",
                "{\"username\":\"\",\"email\":\"\"}|invalid",
                "{\"username\":\"a\",\"email\":\"none\"}|invalid",
                "{\"username\":\"a\",\"email\":\"a\\u0000@example.org\"}|invalid",
                "{\"username\":\"a\",\"disabled\":\"perhaps\"}|invalid",
                "{\"username\":\"a\",\"groups\":[\"staff\"]}|invalid",
                "{\"username\":\"a\",\"claims\":{\"website\":\"javascript:alert(1)\"}}|invalid",
                "{\"username\":\"a\",\"claims\":{\"shoe\":\"38\"}}|invalid",
                "{\"username\":\"a\",\"claims\":[]}|invalid",
                "{\"username\":\"a\",\"password\":\"correct horse\"}|plain_password",
                "{\"username\":\"a\",\"password_hash\":\"correct horse\"}|unreadable_hash",
                "{\"username\":\"a\",\"password_hash\":\"$2b$31$CCCCCCCCCCCCCCCCCCCCC.WrAwgFxicHZ3kL7zMvXYXHKosDn8ot2\"}|hash_refused",
                "{\"username\":\"a\",\"enabled\":true,\"serviceAccountClientId\":\"c\"}|service_account",
                "{\"username\":\"a\",\"credentials\":[{\"type\":\"password\",\"value\":\"correct horse\"}]}|plain_password",
                "{\"username\":\"a\",\"credentials\":[{\"type\":\"password\",\"secretData\":\"{\"}]}|unreadable_hash",
                "{\"username\":\"a\",\"credentials\":[{\"type\":\"password\",\"credentialData\":\"{\\\"algorithm\\\":\\\"md5\\\"}\"}]}|unreadable_hash",
                "{\"username\":\"a\",\"credentials\":[{\"type\":\"password\",\"credentialData\":\"{\\\"algorithm\\\":\\\"argon2\\\"}\"}]}|unreadable_hash"
            })
    void whatMakesNoUserIsRefusedWithAReason(String line, String error) {
        Refused refused = assertThrows(Refused.class, () -> lines.read(1, line));
        assertEquals(error, refused.error());
        assertFalse(refused.detail().isBlank());
        assertFalse(refused.detail().contains("correct horse"), "no secret is told on");
    }
}
