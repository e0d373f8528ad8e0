package dev.gatehouse.launcher.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Sends requests to the suite and shows each with its answer. Redirects are shown, not followed. */
final class Conversation implements AutoCloseable {
    private static final List<String> SHOWN = List.of("Location", "WWW-Authenticate", "X-Auth-Method", "X-Auth-Scope");
    private final URI origin;
    private final PrintStream out;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(Redirect.NEVER)
            .build();

    Conversation(URI origin, PrintStream out) {
        this.origin = origin;
        this.out = out;
    }

    /** The issuer too: a suite has one public origin. */
    String origin() {
        String text = origin.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** A line about what was found out without a request. */
    void remark(String text) {
        out.println("    ✓ " + text);
    }

    /** @throws Unexpected where no answer comes */
    Answer send(String what, Call call) {
        out.println("  " + what);
        show(call);
        HttpResponse<String> response;
        try {
            response = http.send(call.request(origin), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Unexpected(what, "an answer from " + origin, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unexpected(what, "an answer from " + origin, e);
        }
        var answer = new Answer(what, response.statusCode(), response.headers(), response.body());
        show(answer);
        return answer;
    }

    @Override
    public void close() {
        http.close();
    }

    private void show(Call call) {
        var line = new StringBuilder("    → " + call.method() + " " + Shortened.form(call.path()));
        call.headers().forEach((name, value) -> {
            if (!name.equals("Content-Type")) {
                line.append("  ").append(name).append(": ").append(credential(value));
            }
        });
        out.println(line);
        if (!call.body().isEmpty()) {
            boolean json = call.body().startsWith("{");
            out.println("      " + (json ? Shortened.body(call.body()) : Shortened.form(call.body())));
        }
    }

    private void show(Answer answer) {
        out.println("    ← " + answer.status() + " " + Shortened.body(answer.body()));
        for (String name : SHOWN) {
            answer.headers()
                    .firstValue(name)
                    .ifPresent(value -> out.println("      " + name + ": " + Shortened.form(value)));
        }
        if (answer.headers().firstValue("Set-Cookie").isPresent()) {
            String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
            int value = set.indexOf('=') + 1;
            int end = set.indexOf(';') < 0 ? set.length() : set.indexOf(';');
            out.println("      Set-Cookie: " + set.substring(0, value) + Shortened.secret(set.substring(value, end))
                    + set.substring(end));
        }
    }

    /** The scheme or the cookie's name, and the start of what follows; nothing of a password. */
    private static String credential(String value) {
        if (value.startsWith("Basic ")) {
            return "Basic …";
        }
        String kind = Stream.of("Bearer ", Call.COOKIE + "=")
                .filter(value::startsWith)
                .findFirst()
                .orElse("");
        return kind + Shortened.secret(value.substring(kind.length()));
    }
}
