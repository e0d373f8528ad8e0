package dev.gatehouse.bench.side;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.bench.load.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A browser from an application's request to its tokens, against answers as servers give them. */
class BrowserSignInTest {
    private static final URI PAGES = URI.create("http://127.0.0.1:1");
    private static final URI CODES = URI.create("http://127.0.0.1:2");
    private static final String PAGE = """
            <form action="/logout"><input name="csrf" value="x"></form>
            <form method="post" action="/login?a=1&amp;b=2">
              <input type="hidden" name="form_token" value="t&quot;1">
              <input name="username" value=""><input type="checkbox" name="remember" value="true">
              <input name="password" type="password">
            </form>""";

    private final BrowserSignIn browser = new BrowserSignIn(new BrowserSignIn.Start(
            new Person("ada", "secret 1", ""),
            "/authorize?x=1",
            "http://app/cb",
            code -> ("exchange " + code).getBytes(StandardCharsets.US_ASCII),
            path -> path.startsWith("/login") ? PAGES : CODES,
            "/token"));

    @Test
    void itGoesAllTheWayAndBeginsAnew() {
        for (int time = 0; time < 2; time++) {
            String first = sent();
            assertTrue(first.startsWith("GET /authorize?x=1 "), first);
            assertFalse(first.contains("Cookie"), first);
            assertEquals(CODES, browser.server());
            assertTrue(browser.accepts(redirect("http://public/login?return_to=/authorize", List.of())));
            assertFalse(browser.counts());

            assertTrue(sent().startsWith("GET /login?return_to=/authorize "));
            assertEquals(PAGES, browser.server());
            assertTrue(browser.accepts(new Answer(200, false, null, List.of("pre=p"), bytes(PAGE))));

            String form = sent();
            assertTrue(form.startsWith("POST /login?a=1&b=2 "), form);
            assertTrue(form.contains("Cookie: pre=p\r\n"), form);
            assertTrue(form.endsWith("form_token=t%221&username=ada&password=secret+1"), form);
            assertTrue(browser.accepts(redirect("/authorize?x=1", List.of("pre=", "session=s"))));

            assertTrue(sent().contains("Cookie: session=s\r\n"));
            assertTrue(browser.accepts(redirect("http://app/cb?code=c%2B1&state=s", List.of())));

            assertEquals("exchange c+1", sent());
            assertEquals(CODES, browser.server());
            assertTrue(browser.accepts(new Answer(200, false, bytes("{\"id_token\":\"i\"}"))));
            assertTrue(browser.counts());
        }
    }

    @Test
    void whateverLeadsElsewhereIsAFailure() {
        sent();
        assertFalse(browser.accepts(new Answer(500, false, bytes("sorry"))));
        assertFalse(browser.accepts(new Answer(200, false, bytes("<form action=\"/x\"><input name=\"q\"></form>"))));
        assertFalse(browser.accepts(redirect("http://app/cb?error=access_denied", List.of())));
    }

    @Test
    void circlesEnd() {
        int steps = 0;
        do {
            sent();
            steps++;
        } while (browser.accepts(redirect("/authorize?x=1", List.of())) && steps < 100);
        assertTrue(steps < 20, steps + " steps");
    }

    private String sent() {
        return new String(browser.next(), StandardCharsets.UTF_8);
    }

    private static Answer redirect(String location, List<String> cookies) {
        return new Answer(303, false, location, cookies, new byte[0]);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
