package dev.gatehouse.common.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.problem.Problem;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemWordsTest {
    private static final Frame OPENED = new Frame(Language.ENGLISH, "/account/profile", "?a=b", null);
    private static final Frame SENT = new Frame(Language.ENGLISH, "/account/profile", null, null);

    /** Each text is its own name, with what it is given. */
    private static final ProblemTexts TEXTS = (ProblemTexts) Proxy.newProxyInstance(
            ProblemTexts.class.getClassLoader(),
            new Class<?>[] {ProblemTexts.class},
            (proxy, method, arguments) -> arguments == null ? method.getName() : method.getName() + " " + arguments[0]);

    private static ProblemWords words(int status, String code, @Nullable Long retryAfter, Frame page) {
        return ProblemWords.of(Problem.of(status, code, "for programs"), retryAfter, page, TEXTS);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request, unreadable",
        "401, unauthorized, signIn",
        "403, insufficient_scope, refused",
        "403, csrf, foreign",
        "403, insufficient_user_authentication, again",
        "404, not_found, unknown",
        "405, method_not_allowed, method",
        "409, conflict, unreadable",
        "413, body_too_large, tooLarge",
        "415, unsupported_media_type, unreadable",
        "429, too_many_attempts, tooMany",
        "500, unexpected, unexpected",
        "503, unavailable, away",
    })
    void eachKindSaysWhatHappened(int status, String code, String kind) {
        ProblemWords words = words(status, code, null, OPENED);
        assertEquals(kind + "Title", words.title());
        assertEquals(kind + "Happened", words.happened());
    }

    @ParameterizedTest
    @CsvSource({
        "1, inSeconds 2",
        "2, inSeconds 2",
        "120, inSeconds 120",
        "121, inMinutes 3",
        "3600, inMinutes 60",
        "0, later",
        ", later",
    })
    void saysHowLongToWait(@Nullable Long retryAfter, String next) {
        assertEquals(next, words(429, "too_many_attempts", retryAfter, OPENED).next());
        assertEquals(next, words(503, "unavailable", retryAfter, OPENED).next());
    }

    @Test
    void aPageCanBeTriedAgainAndAFormIsGoneBackTo() {
        ProblemWords opened = words(503, "unavailable", null, OPENED);
        assertEquals(new ProblemWords.Way("?a=b", "tryAgain"), opened.way());
        assertEquals("", opened.back());
        ProblemWords sent = words(503, "unavailable", null, SENT);
        assertNull(sent.way());
        assertEquals("back", sent.back());
    }

    @Test
    void signingInLeadsBackToThePage() {
        var way = words(401, "unauthorized", null, OPENED).way();
        assertNotNull(way);
        assertEquals("/login?return_to=%2Faccount%2Fprofile%3Fa%3Db", way.href());
        var bare = words(401, "unauthorized", null, new Frame(Language.ENGLISH, "/account", "?", null))
                .way();
        assertNotNull(bare);
        assertEquals("/login?return_to=%2Faccount", bare.href());
        var form = words(403, "insufficient_user_authentication", null, SENT).way();
        assertNotNull(form);
        assertEquals("/login?prompt=login&return_to=%2Faccount", form.href());
    }
}
