package dev.gatehouse.common.navigation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnToTest {
    private final ReturnOrigins origins =
            origins("https://app.example", "https://other.example:8443", "http://localhost:3000");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/consents",
                "/account/devices",
                "/oauth2/authorize?client_id=a&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&scope=openid+profile",
                "/a?x=//evil.example",
                "/a?return_to=/login",
                "/a#b",
                "/loginx",
                "/account/login",
                "/a.b/.well-known"
            })
    void keepsOwnPaths(String asked) {
        assertEquals(asked, ReturnTo.safe(asked));
        assertEquals(asked, origins.safe(asked));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "https://evil.example",
                "HTTPS://evil.example",
                "http:evil.example",
                "https:/evil.example",
                "https:///evil.example",
                "https:\\\\evil.example",
                "//evil.example",
                "///evil.example",
                "////evil.example",
                "//evil.example\\@id.example",
                "//id.example@evil.example",
                "/\\evil.example",
                "/\\/evil.example",
                "\\/evil.example",
                "\\\\evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                "/\r/evil.example",
                "\t//evil.example",
                " //evil.example",
                "\u00a0//evil.example",
                "/./\\evil.example",
                "/.//evil.example",
                "/./evil.example",
                "/a/..//evil.example",
                "/..//evil.example",
                "/../evil.example",
                "/%2e%2e//evil.example",
                "/%2e/%2fevil.example",
                "/%2E%2E/%2E%2E/x",
                "/a/..;/x",
                "/%5cevil.example",
                "/%5Cevil.example",
                "/%2F/evil.example",
                "/%2fevil.example",
                "/%09/evil.example/%zz",
                "javascript:alert(1)",
                "JaVaScRiPt://%0aalert(1)",
                "data:text/html,x",
                "vbscript:x",
                "file:///etc/passwd",
                "evil.example",
                "evil.example/a",
                "@evil.example",
                "?x",
                "#x",
                ".evil.example",
                "/\u0000",
                "/\"><script>",
                "/'x",
                "/%zz",
                "/\u00fc",
                "/\uff0fevil.example",
                "/\u2044evil.example",
                "/\ud83d\ude00",
                "http://[::1]evil.example",
            })
    void fallsBackForWhatLeadsElsewhereOrIsNotPlain(@Nullable String asked) {
        assertEquals(ReturnTo.FALLBACK, ReturnTo.safe(asked));
        assertEquals(ReturnTo.FALLBACK, origins.safe(asked));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/login?return_to=/connect/x",
                "/login/email/link?token=x",
                "/logout",
                "/logout#x",
                "/connect/x?return_to=/",
                "/connect",
                "/%6cogin",
                "/%4Cogin/../logout",
                "/login;a=b",
                "/logout;x/y",
                "/login%3Bx",
                "/./logout",
                "/connect/",
            })
    void fallsBackForWhatSignsInOrOutByItself(String asked) {
        assertEquals(ReturnTo.FALLBACK, ReturnTo.safe(asked));
        assertEquals(ReturnTo.FALLBACK, origins.safe(asked));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example",
                "https://app.example/",
                "https://app.example:443/a",
                "https://APP.example/a?b=c#d",
                "https://app.example/login",
                "https://other.example:8443/a",
                "http://localhost:3000/a",
            })
    void keepsAddressesOfRegisteredOrigins(String asked) {
        assertEquals(asked, origins.safe(asked));
        assertEquals(ReturnTo.FALLBACK, ReturnTo.safe(asked));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://app.example/",
                "https://app.example:8443/",
                "https://other.example/",
                "https://app.example.evil.example/",
                "https://evilapp.example/",
                "https://sub.app.example/",
                "https://app.example./",
                "https://app.example@evil.example/",
                "https://evil.example@app.example/",
                "https://app.example:pw@evil.example/",
                "https://app.example%2eevil.example/",
                "https://app.example%00.evil.example/",
                "https://app.example\\.evil.example/",
                "https://app.example\\@evil.example/",
                "https://evil.example#https://app.example/",
                "https://evil.example?https://app.example/",
                "https://evil.example/https://app.example/",
                "https:app.example",
                "https:/app.example",
                "https:///app.example",
                "//app.example",
                "https://app.example//evil.example",
                "https://app.example/../x",
                "https://app.example:/",
                "https://app.example:0443/",
                "https://app.example:99999/",
                "https://app.example\t.evil.example/",
                "javascript://app.example/%0aalert(1)",
                "http://localhost/",
                "http://127.0.0.1:3000/",
            })
    void fallsBackForWhatOnlyLooksLikeARegisteredOrigin(String asked) {
        assertEquals(ReturnTo.FALLBACK, origins.safe(asked));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "app.example",
                "http://app.example",
                "https://app.example/path",
                "https://app.example?x",
                "https://app.example#x",
                "https://user@app.example",
                "https://*.app.example",
                "https:app.example",
                "ftp://app.example",
                "not an origin"
            })
    void whatIsNoOriginIsNotRegistered(String origin) {
        assertThrows(IllegalArgumentException.class, () -> origins(origin));
    }

    private static ReturnOrigins origins(String... registered) {
        return new ReturnOrigins(() -> Optional.of(List.of(registered)));
    }
}
