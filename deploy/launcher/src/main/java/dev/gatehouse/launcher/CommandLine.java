package dev.gatehouse.launcher;

import dev.gatehouse.launcher.suite.Form;
import dev.gatehouse.launcher.suite.SuiteOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;

/** What was asked for. @param service empty but for {@code restart} */
record CommandLine(Verb verb, String service, SuiteOptions options) {
    private static final String USAGE =
            "usage: gatehouse up|demo|restart SERVICE [--port N] [--data DIR] [--issuer URL] [--fresh] [--native]";

    /** What the launcher does. */
    enum Verb {
        UP,
        DEMO,
        RESTART
    }

    /** A command line that says nothing the launcher knows. */
    static final class NotUnderstood extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotUnderstood(String message) {
            super(message);
        }
    }

    /** The script passes the project's root as the system property {@code gatehouse.root}. */
    static CommandLine parse(String... arguments) {
        Path root = Path.of(System.getProperty("gatehouse.root", "")).toAbsolutePath();
        var words = new ArrayDeque<>(List.of(arguments));
        Verb verb = verb(words);
        String service = verb == Verb.RESTART ? next(words, "restart wants the name of a service") : "";
        int port = 8080;
        Path data = root.resolve(".gatehouse");
        String issuer = "";
        boolean fresh = false;
        Form form = Form.JVM;
        while (!words.isEmpty()) {
            String option = words.pop();
            switch (option) {
                case "--port" -> port = port(next(words, "--port wants a number"));
                case "--data" -> data = Path.of(next(words, "--data wants a directory"));
                case "--issuer" -> issuer = issuer(next(words, "--issuer wants a URL"));
                case "--fresh" -> fresh = true;
                case "--native" -> form = Form.NATIVE;
                default -> throw new NotUnderstood(option + " is not known; " + USAGE);
            }
        }
        return new CommandLine(
                verb,
                service,
                new SuiteOptions(
                        root, data, port, issuer.isEmpty() ? "http://localhost:" + port : issuer, fresh, form));
    }

    private static Verb verb(ArrayDeque<String> words) {
        String word = next(words, USAGE);
        for (Verb verb : Verb.values()) {
            if (verb.name().toLowerCase(Locale.ROOT).equals(word)) {
                return verb;
            }
        }
        throw new NotUnderstood(word + " is not known; " + USAGE);
    }

    private static String next(ArrayDeque<String> words, String otherwise) {
        if (words.isEmpty()) {
            throw new NotUnderstood(otherwise);
        }
        return words.pop();
    }

    /** An origin: scheme, host and port, and nothing after them. */
    private static String issuer(String text) {
        try {
            var uri = new URI(text);
            boolean origin = uri.getHost() != null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && text.equals(uri.getScheme() + "://" + uri.getRawAuthority())
                    && uri.getRawUserInfo() == null;
            if (origin) {
                return text;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new NotUnderstood("--issuer wants an origin, such as https://id.example.com");
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= SuiteOptions.HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new NotUnderstood("--port wants a number from 1 to " + SuiteOptions.HIGHEST_PORT);
    }
}
