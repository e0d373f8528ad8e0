package dev.gatehouse.common.page;

import static java.util.stream.Collectors.joining;

import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A page of ours as an answer, with headers that let it be neither framed nor scripted nor kept, send its forms nowhere else,
 * and stay apart from whatever window opened it.
 */
public final class HtmlPage {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'";
    private static final String PERMISSIONS =
            "publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(), display-capture=(), "
                    + "geolocation=(), microphone=(), payment=(), usb=()";

    private HtmlPage() {}

    /** What sets a page apart from the others. */
    public enum Trait {
        /** It has a script of ours, in a file of its own, that calls our endpoints. */
        SCRIPTED,
        /**
         * Its form may end on another origin: at the redirect URI of an OAuth client, say. Browsers apply form-action to the
         * redirects after the form, too, and a window that such a client opened has to find it again.
         */
        LEADS_AWAY,
        /** Its address has a token in it, which no other request is to tell of. */
        SECRET_ADDRESS
    }

    /** @param status of HTTP */
    public static Response.ResponseBuilder of(int status, String html, Trait... traits) {
        return framing(status, html, List.of(), traits);
    }

    /** One that has frames. @param frames absolute addresses of what is in them: of other origins nothing may be */
    public static Response.ResponseBuilder framing(
            int status, String html, Collection<String> frames, Trait... traits) {
        List<Trait> these = List.of(traits);
        var answer = Response.status(status)
                .type("text/html;charset=UTF-8")
                .entity(html)
                .header("Content-Security-Policy", policy(these, frames))
                .header("Permissions-Policy", PERMISSIONS)
                .header("X-Frame-Options", "DENY")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", these.contains(Trait.SECRET_ADDRESS) ? "no-referrer" : "same-origin")
                .header("Cache-Control", "no-store");
        return these.contains(Trait.LEADS_AWAY) ? answer : answer.header("Cross-Origin-Opener-Policy", "same-origin");
    }

    private static String policy(List<Trait> traits, Collection<String> frames) {
        return POLICY
                + (frames.isEmpty() ? "" : "; frame-src " + origins(frames))
                + (traits.contains(Trait.LEADS_AWAY) ? "" : "; form-action 'self'")
                + (traits.contains(Trait.SCRIPTED)
                        ? "; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'"
                        : "");
    }

    private static String origins(Collection<String> frames) {
        return frames.stream()
                .map(FrameSource::of)
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .collect(joining(" "));
    }
}
