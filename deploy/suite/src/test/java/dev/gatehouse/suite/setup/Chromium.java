package dev.gatehouse.suite.setup;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** The Chromium that is installed on this machine; specifications that need one are skipped where there is none. */
public final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static @Nullable Browser browser;
    private final Page page;

    private Chromium(Page page) {
        this.page = page;
    }

    /** A new window that shares no cookies with any other. */
    public static Chromium open() {
        return open(new Browser.NewContextOptions());
    }

    /** One of somebody who reads that language, by that light. */
    public static Chromium open(Look look) {
        return open(
                new Browser.NewContextOptions().setLocale(look.language().tag()).setColorScheme(look.scheme()));
    }

    /** One that runs no scripts. */
    public static Chromium withoutScripts() {
        return open(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    }

    private static synchronized Chromium open(Browser.NewContextOptions options) {
        Optional<Path> program = installed();
        Assumptions.assumeTrue(program.isPresent(), "no Chromium is installed");
        if (browser == null) {
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close, "close-browser"));
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions().setExecutablePath(program.orElseThrow()));
        }
        BrowserContext context = browser.newContext(options);
        context.onRequest(request -> {
            UsedSecrets.pairs(request.url());
            String body = request.postData();
            UsedSecrets.pairs(body == null ? "" : body);
        });
        Page page = context.newPage();
        page.setDefaultTimeout(60_000);
        return new Chromium(page);
    }

    private static Optional<Path> installed() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public Page page() {
        return page;
    }

    /** Fills in the sign-in page that is open. */
    public void signIn(Person person) {
        // Of whoever is signed in the page knows the name.
        if (page.isEditable("#username")) {
            page.fill("#username", person.username());
        }
        page.fill("#password", person.password());
        page.click("main form button");
    }

    /** Presses Allow or Deny on the consent page that is open. */
    public void decide(String decision) {
        page.click("button[name=decision][value=" + decision + "]");
    }

    /** Waits until the browser has come to an address that begins so. */
    public void arrivesAt(String address) {
        try {
            page.waitForURL(url -> url.startsWith(address));
        } catch (TimeoutError e) {
            throw new AssertionError("still at " + page.url() + ": " + page.content(), e);
        }
    }

    @Override
    public void close() {
        page.context().cookies().forEach(cookie -> UsedSecrets.note(cookie.value));
        page.context().close();
    }
}
