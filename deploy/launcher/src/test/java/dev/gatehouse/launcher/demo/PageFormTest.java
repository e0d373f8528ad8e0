package dev.gatehouse.launcher.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageFormTest {
    private static final String PAGE = """
            <form action="/search?a=1&amp;b=2"><input name="q"><input type="checkbox" name="all" value="true"></form>
            <form><input type="hidden" name="request" value="a&amp;b&quot;">
            <INPUT value='c&#39;s' name='csrf_token' type=hidden>
            <button name="decision" value="allow">Allow</button></form>""";

    @Test
    void readsTheFieldsInAnyOrderOfAttributes() {
        assertEquals(
                Map.of("request", "a&b\"", "csrf_token", "c's"), PageForm.fields(page(PAGE), "request", "csrf_token"));
    }

    @Test
    void aFormIsSentAsNobodyTouchedIt() {
        assertEquals(
                List.of(
                        new HtmlForm("/search?a=1&b=2", Map.of("q", "")),
                        new HtmlForm("", Map.of("request", "a&b\"", "csrf_token", "c's"))),
                HtmlForm.in(PAGE));
    }

    @Test
    void saysWhichFieldsAreMissing() {
        Answer page = page("<form><input name=\"request\" value=\"r\"></form>");
        var refused = assertThrows(Unexpected.class, () -> PageForm.fields(page, "request", "csrf_token"));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith("the page: expected a form with the fields [request, csrf_token]"), message);
    }

    private static Answer page(String html) {
        return new Answer("the page", 200, HttpHeaders.of(Map.of(), (name, value) -> true), html);
    }
}
