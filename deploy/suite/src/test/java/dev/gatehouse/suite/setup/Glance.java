package dev.gatehouse.suite.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at pages as they are opened in one window, by day and by night, and keeps pictures of them under {@code target/pages}.
 * Of one page as it stands: only colours differ by the light.
 */
public final class Glance {
    private static final Path PICTURES = Path.of("target/pages");
    private static final int WIDE = 1280;
    private static final int HIGH = 800;
    /** A small telephone's; at it, 1280 pixels are at 400 % (WCAG 2.2, 1.4.10, asks for 320). */
    private static final int NARROW = 320;

    private final Page page;
    private final Language language;
    private final List<String> complaints = new ArrayList<>();

    /** At all that is opened in the window from now on. */
    public Glance(Page page, Language language) {
        this.page = page;
        this.language = language;
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
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        assertEquals(language.tag(), page.getAttribute("html", "lang"), name);
        assertEquals(1, page.locator("h1").count(), () -> name + " has one heading: " + page.content());
        assertEquals(List.of(), Accessibility.violations(page), name);
        page.setViewportSize(NARROW, HIGH);
        picture(name + "-narrow-" + language.tag());
        Object overhang = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        page.setViewportSize(WIDE, HIGH);
        picture(name + "-" + language.tag() + "-light");
        assertEquals(0, overhang, () -> name + " scrolls sideways where it is narrow");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertEquals(List.of(), Accessibility.violationsOfColours(page), name + " by night");
        picture(name + "-" + language.tag() + "-dark");
        assertEquals(List.of(), complaints, name);
    }

    private void picture(String name) {
        Path file = PICTURES.resolve(name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        assertTrue(file.toFile().length() > 0, file::toString);
    }
}
