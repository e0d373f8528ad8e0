package dev.gatehouse.launcher.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpHeaders;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageFormTest {
    @Test
    void readsTheFieldsInAnyOrderOfAttributes() {
        Answer page = page("""
                <form><input type="hidden" name="request" value="a&amp;b&quot;">
                <INPUT value='c&#39;s' name='csrf_token' type=hidden>
                <button name="decision" value="allow">Allow</button></form>""");
        assertEquals(Map.of("request", "a&b\"", "csrf_token", "c's"), PageForm.fields(page, "request", "csrf_token"));
    }

    @Test
    void saysWhichFieldIsMissing() {
        Answer page = page("<input name=\"request\" value=\"r\">");
        var refused = assertThrows(Unexpected.class, () -> PageForm.fields(page, "request", "csrf_token"));
        assertTrue(
                String.valueOf(refused.getMessage()).startsWith("the page: expected a form with the field csrf_token"));
    }

    private static Answer page(String html) {
        return new Answer("the page", 200, HttpHeaders.of(Map.of(), (name, value) -> true), html);
    }
}
