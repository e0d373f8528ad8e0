package dev.gatehouse.suite.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at pages as they are opened in one window, and keeps pictures of them under {@code target/pages}. */
public final class Glance {
    private static final Path PICTURES = Path.of("target/pages");
    private static final int WIDE = 1280;
    private static final int HIGH = 800;
    /** A small telephone's; at it, 1280 pixels are at 400 % (WCAG 2.2, 1.4.10, asks for 320). */
    private static final int NARROW = 320;

    private final Page page;
    private final Look look;
    private final List<String> complaints = new ArrayList<>();

    /** At all that is opened in the window from now on. */
    public Glance(Page page, Look look) {
        this.page = page;
        this.look = look;
        page.onConsoleMessage(this::note);
        page.onPageError(complaints::add);
    }

    /** What breaks the Content-Security-Policy is among what the browser says; that a page is an error page is no fault. */
    private void note(ConsoleMessage message) {
        if (message.type().equals("error")
                && !message.text().startsWith("Failed to load resource: the server responded")) {
            complaints.add(message.text());
        }
    }

    /** Checks the page that is open. @param name of its pictures */
    public void at(String name) {
        assertEquals(look.language().tag(), page.getAttribute("html", "lang"), name);
        assertEquals(1, page.locator("h1").count(), () -> name + " has one heading: " + page.content());
        assertEquals(List.of(), Accessibility.violations(page), name);
        page.setViewportSize(NARROW, HIGH);
        picture(name + "-narrow");
        Object overhang = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        page.setViewportSize(WIDE, HIGH);
        picture(name);
        assertEquals(0, overhang, () -> name + " scrolls sideways where it is narrow");
        assertEquals(List.of(), complaints, name);
    }

    private void picture(String name) {
        Path file = PICTURES.resolve(name + "-" + look + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        assertTrue(file.toFile().length() > 0, file::toString);
    }
}
