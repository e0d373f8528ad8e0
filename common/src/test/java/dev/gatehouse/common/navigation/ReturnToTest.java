package dev.gatehouse.common.navigation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnToTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/consents",
                "/oauth2/authorize?client_id=a&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&scope=openid+profile",
                "/a?x=//evil.example",
                "/a#b"
            })
    void keepsOwnPaths(String asked) {
        assertEquals(asked, ReturnTo.safe(asked));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                " //evil.example",
                "/./\\evil.example",
                "/.//evil.example",
                "/a/..//evil.example",
                "/..//evil.example",
                "/%2e%2e//evil.example",
                "/%5cevil.example",
                "/%2F/evil.example",
                "javascript:alert(1)",
                "data:text/html,x",
                "evil.example",
                "@evil.example",
                "/\u0000",
                "/\"><script>",
                "/%zz",
                "/ü"
            })
    void fallsBackForAllElse(String asked) {
        assertEquals(ReturnTo.FALLBACK, ReturnTo.safe(asked));
    }
}
