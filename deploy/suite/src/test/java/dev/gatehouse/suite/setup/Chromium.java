package dev.gatehouse.suite.setup;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The Chromium that is installed on this machine. Specifications that need one fail where there is none, unless it is said
 * by {@code -Dgatehouse.browser=skip} that they are to be left out.
 */
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

    /** One of somebody who reads that language. */
    public static Chromium open(Language language) {
        return open(new Browser.NewContextOptions().setLocale(language.tag()));
    }

    /** One that runs no scripts. */
    public static Chromium withoutScripts() {
        return open(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    }

    private static synchronized Chromium open(Browser.NewContextOptions options) {
        Path program = program(System.getenv().getOrDefault("PATH", ""), System.getProperty("gatehouse.browser"));
        if (browser == null) {
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close, "close-browser"));
            browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(program));
        }
        BrowserContext context = browser.newContext(options);
        context.onRequest(request -> {
            UsedSecrets.pairs(request.url());
            request.headers().forEach(UsedSecrets::header);
            String body = request.postData();
            UsedSecrets.content(body == null ? "" : body);
        });
        Page page = context.newPage();
        noteCookies(page);
        page.setDefaultTimeout(60_000);
        return new Chromium(page);
    }

    /** By DevTools: Playwright itself asks the browser once more for headers with cookies, which may be gone by then. */
    private static void noteCookies(Page page) {
        CDPSession devTools = page.context().newCDPSession(page);
        devTools.send("Network.enable");
        devTools.on(
                "Network.responseReceivedExtraInfo",
                answer -> answer.getAsJsonObject("headers")
                        .entrySet()
                        .forEach(header -> UsedSecrets.header(
                                header.getKey(), header.getValue().getAsString())));
    }

    /** @param path of directories @param wish {@code skip} where browsers are to be left out */
    static Path program(String path, @Nullable String wish) {
        Assumptions.assumeFalse("skip".equals(wish), "specifications with a browser are left out");
        return Arrays.stream(path.split(File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no Chromium on the PATH, in which pages are looked at."
                        + " Install it (Debian: apt-get install chromium), or leave these specifications out by"
                        + " -Dgatehouse.browser=skip"));
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
