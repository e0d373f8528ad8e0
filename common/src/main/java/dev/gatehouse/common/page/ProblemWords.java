package dev.gatehouse.common.page;

import dev.gatehouse.common.problem.Problem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A problem for people: neither the names that programs know it by, nor anything of what is inside.
 *
 * @param back what is said of the way back to the form; empty where none was sent, or it is of no use
 * @param way that is offered first; null where there is none but the one home
 */
public record ProblemWords(
        String title,
        String happened,
        String next,
        String back,
        @Nullable Way way) {
    private static final long LONGEST_IN_SECONDS = 120;

    /** Leads on. @param href a reference within this site */
    public record Way(String href, String label) {}

    /**
     * @param page where the reader is
     * @param retryAfter seconds; null where nothing is said of it
     */
    static ProblemWords of(Problem problem, @Nullable Long retryAfter, Frame page, ProblemTexts texts) {
        boolean sent = page.address() == null;
        String back = sent ? texts.back() : "";
        Way again = page.address() == null ? null : new Way(page.address(), texts.tryAgain());
        return switch (problem.status()) {
            case 401 ->
                new ProblemWords(
                        texts.signInTitle(),
                        texts.signInHappened(),
                        texts.signInNext(),
                        "",
                        new Way("/login?return_to=" + place(page), texts.signIn()));
            case 403 -> forbidden(problem.code(), page, texts, back);
            case 404, 410 ->
                new ProblemWords(texts.unknownTitle(), texts.unknownHappened(), texts.unknownNext(), "", null);
            case 405 -> new ProblemWords(texts.methodTitle(), texts.methodHappened(), texts.methodNext(), "", null);
            case 413 ->
                new ProblemWords(texts.tooLargeTitle(), texts.tooLargeHappened(), texts.tooLargeNext(), back, null);
            case 429 ->
                new ProblemWords(texts.tooManyTitle(), texts.tooManyHappened(), wait(retryAfter, texts), back, again);
            case 503 -> new ProblemWords(texts.awayTitle(), texts.awayHappened(), wait(retryAfter, texts), back, again);
            default ->
                problem.status() >= 500
                        ? new ProblemWords(
                                texts.unexpectedTitle(),
                                texts.unexpectedHappened(),
                                texts.unexpectedNext(),
                                back,
                                again)
                        : new ProblemWords(
                                texts.unreadableTitle(),
                                texts.unreadableHappened(),
                                texts.unreadableNext(),
                                back,
                                null);
        };
    }

    private static ProblemWords forbidden(String code, Frame page, ProblemTexts texts, String back) {
        return switch (code) {
            case "csrf" ->
                new ProblemWords(texts.foreignTitle(), texts.foreignHappened(), texts.foreignNext(), back, null);
            case "insufficient_user_authentication" ->
                new ProblemWords(
                        texts.againTitle(),
                        texts.againHappened(),
                        texts.againNext(),
                        "",
                        new Way("/login?prompt=login&return_to=" + place(page), texts.signIn()));
            default -> new ProblemWords(texts.refusedTitle(), texts.refusedHappened(), texts.refusedNext(), "", null);
        };
    }

    private static String wait(@Nullable Long retryAfter, ProblemTexts texts) {
        if (retryAfter == null || retryAfter < 1) {
            return texts.later();
        }
        return retryAfter <= LONGEST_IN_SECONDS
                ? texts.inSeconds(Math.max(2, retryAfter))
                : texts.inMinutes(Math.ceilDiv(retryAfter, 60));
    }

    /** As a parameter of the sign-in page, which leads back there, or home where a form was sent. */
    private static String place(Frame page) {
        String address = page.address();
        String place = address == null ? "/account" : page.path() + (address.equals("?") ? "" : address);
        return URLEncoder.encode(place, StandardCharsets.UTF_8);
    }
}
