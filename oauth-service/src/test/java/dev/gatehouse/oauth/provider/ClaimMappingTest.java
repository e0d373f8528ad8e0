package dev.gatehouse.oauth.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimMappingTest {
    private static final Map<String, @Nullable Object> SAID = Map.of(
            "mail", "a@b",
            "https://x.example/claims/name", "Ann",
            "user", Map.of("a/b", "slash", "emails", List.of("first@b", "second@b")));

    private static ClaimMapping read(Map<String, @Nullable Object> said) {
        return assertInstanceOf(ClaimMapping.Read.class, ClaimMapping.read(said))
                .mapping();
    }

    @ParameterizedTest
    @CsvSource({
        "mail, a@b",
        "https://x.example/claims/name, Ann",
        "/user/emails/1, second@b",
        "/user/a~1b, slash",
        "/user/emails/2,",
        "/user/emails/x,",
        "/mail/x,",
        "/nothing,",
        "other,"
    })
    void readsByNameOrByPointer(String source, @Nullable String value) {
        assertEquals(value, read(Map.of("nickname", source)).value("nickname", SAID));
    }

    @Test
    void whatIsNotSaidStaysAsItWas() {
        var said = new HashMap<String, @Nullable Object>();
        said.put("email", "mail");
        said.put("picture", null);
        ClaimMapping mapping = ClaimMapping.STANDARD.with(read(said));
        assertEquals("a@b", mapping.value("email", SAID));
        assertNull(mapping.value("picture", Map.of("picture", "https://x.example")));
        assertEquals("Ann", mapping.value("name", Map.of("name", "Ann")));
    }

    @ParameterizedTest
    @CsvSource({
        "sub, id",
        "admin, x",
        "roles, x",
        "email, /a~b",
        "email, /~2",
        "email, /1/2/3/4/5/6/7/8/9",
        "email, 'ä'"
    })
    void whatCannotBeMapped(String claim, String source) {
        assertInstanceOf(ClaimMapping.Wrong.class, ClaimMapping.read(Map.of(claim, source)));
        assertInstanceOf(ClaimMapping.Wrong.class, ClaimMapping.read(Map.of("email", 1)));
        assertInstanceOf(ClaimMapping.Wrong.class, ClaimMapping.read(Map.of("email", "x".repeat(201))));
    }
}
