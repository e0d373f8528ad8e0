package dev.gatehouse.common.page;

import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.problem.ProblemPage;
import dev.gatehouse.common.requester.Requester;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** A problem in the frame of all pages. It needs Qute: a service without pages excludes it. */
@Singleton
class PageOfProblem implements ProblemPage {
    /** The templates; their names are those of the files. */
    @CheckedTemplate(basePath = "page")
    static class Templates {
        private Templates() {}

        static native TemplateInstance problem(ProblemWords words, String requestId);
    }

    @Override
    public Response of(Problem problem, @Nullable String retryAfter) {
        Frame frame = Frame.here();
        var words = ProblemWords.of(problem, seconds(retryAfter), frame, texts(frame.language()));
        String requestId = Requester.current().map(Requester::requestId).orElse("");
        // The address may have the token of a mail in it.
        return HtmlPage.of(
                        problem.status(),
                        Framed.html(Templates.problem(words, requestId), frame),
                        HtmlPage.Trait.SECRET_ADDRESS)
                .build();
    }

    private static ProblemTexts texts(Language language) {
        return switch (language) {
            case ENGLISH -> MessageBundles.get(ProblemTexts.class);
            case GERMAN -> MessageBundles.get(ProblemTexts.class, Localized.Literal.of(language.tag()));
        };
    }

    /** It may be a date, too (RFC 9110, section 10.2.3), which none of ours is. */
    private static @Nullable Long seconds(@Nullable String retryAfter) {
        try {
            return retryAfter == null ? null : Long.valueOf(retryAfter);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
