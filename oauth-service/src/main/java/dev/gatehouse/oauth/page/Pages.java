package dev.gatehouse.oauth.page;

import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.page.Frame;
import dev.gatehouse.common.page.Framed;
import dev.gatehouse.common.page.HtmlPage;
import dev.gatehouse.common.page.HtmlPage.Trait;
import dev.gatehouse.common.page.Moment;
import dev.gatehouse.common.scope.Scope;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pages, in the language of whoever reads them. */
public final class Pages {
    private Pages() {}

    /** The templates; their names are those of the files. */
    @CheckedTemplate(basePath = "oauth")
    static class Templates {
        private Templates() {}

        static native TemplateInstance consent(Consent asked, List<String> scopes, List<OutwardLink> links);

        static native TemplateInstance applications(Applications page, List<Shown> connected);

        static native TemplateInstance error(MishapPage page);

        static native TemplateInstance reply(ReplyPage page);
    }

    /**
     * What a client says of itself, each null where it says nothing.
     *
     * @param logo an address of ours
     * @param site and the next two are addresses of the client's
     */
    public record About(
            @Nullable String logo,
            @Nullable String site,
            @Nullable String policy,
            @Nullable String terms) {}

    /**
     * What a user is asked.
     *
     * @param about what the client says of itself
     * @param unverified where the answer leads, if nobody vouches for the client; else null
     * @param details what the client wants beside the scope (RFC 9396)
     * @param request under which the decision is to come back
     */
    public record Consent(
            String clientName,
            About about,
            @Nullable String unverified,
            String username,
            Scope scope,
            List<Map<String, Object>> details,
            String request,
            String csrfToken) {}

    /** What users know an address by: its host, or of a private scheme that scheme. */
    public static String place(String address) {
        return ReplyPage.host(address);
    }

    /** An application that a user has allowed something. */
    public record Connected(String clientId, String clientName, Scope scope, Instant allowedAt) {}

    /** How taking an application's access back ended. */
    public enum TakenBack {
        /** Nothing was taken back. */
        NOTHING,
        DONE,
        /** It gets no new access, but what it holds is not revoked yet. */
        HALF
    }

    /**
     * The applications of a user.
     *
     * @param clientId of the one whose access was to be taken back, empty where none was
     */
    public record Applications(Frame.Account account, List<Connected> connected, TakenBack takenBack, String clientId) {
        public boolean done() {
            return takenBack == TakenBack.DONE;
        }

        public boolean half() {
            return takenBack == TakenBack.HALF;
        }
    }

    /** One of the list, in words. */
    record Shown(String clientId, String clientName, Moment allowed, List<String> scopes) {
        static Shown of(Connected each, Language language, Map<String, String> words) {
            return new Shown(
                    each.clientId(),
                    each.clientName(),
                    Moment.day(each.allowedAt(), language),
                    ScopeText.of(each.scope(), language, words));
        }
    }

    /** Asks the user. @param words for the scopes of APIs, in the language of the page */
    public static Response consent(Consent asked, Map<String, String> words) {
        Frame frame = Frame.here();
        OAuthTexts texts = texts(frame.language());
        List<String> scopes = Stream.concat(
                        ScopeText.of(asked.scope(), texts, words).stream(),
                        DetailText.of(asked.details(), texts).stream())
                .toList();
        List<OutwardLink> links = OutwardLink.of(asked.about(), texts);
        return HtmlPage.of(200, Framed.html(Templates.consent(asked, scopes, links), frame), Trait.LEADS_AWAY)
                .build();
    }

    /** Lists what is connected. @param words as above */
    public static Response applications(Applications page, Map<String, String> words) {
        Frame frame = Frame.here().of(page.account());
        Language language = frame.language();
        List<Shown> connected = page.connected().stream()
                .map(each -> Shown.of(each, language, words))
                .toList();
        return HtmlPage.of(page.half() ? 503 : 200, Framed.html(Templates.applications(page, connected), frame))
                .build();
    }

    /** Tells the user what went wrong. */
    public static Response error(Mishap mishap) {
        return error(mishap, "/login");
    }

    /** The same on the way of a sign-in. @param login the sign-in page, with where it leads on to */
    public static Response error(Mishap mishap, String login) {
        Frame frame = Frame.here();
        MishapPage page = MishapPage.of(mishap, texts(frame.language()), login);
        return HtmlPage.of(page.status(), Framed.html(Templates.error(page), frame))
                .build();
    }

    /** Tells the user that an application asked for what it cannot have. @param address of the application, with the reason */
    public static Response refusal(String address) {
        Frame frame = Frame.here();
        MishapPage page = MishapPage.refusal(address, texts(frame.language()));
        return HtmlPage.of(page.status(), Framed.html(Templates.error(page), frame))
                .build();
    }

    /** The same by a form. @param fields hidden ones */
    public static Response refusal(String address, Map<String, String> fields) {
        Frame frame = Frame.here();
        ReplyPage page = ReplyPage.refusal(address, fields, texts(frame.language()));
        return HtmlPage.of(page.status(), Framed.html(Templates.reply(page), frame), Trait.LEADS_AWAY)
                .build();
    }

    /** Leads to an application by a form that sends itself, or by its button. @param fields hidden ones */
    public static Response reply(String address, Map<String, String> fields) {
        Frame frame = Frame.here();
        ReplyPage page = ReplyPage.onward(address, fields, texts(frame.language()));
        return HtmlPage.of(page.status(), Framed.html(Templates.reply(page), frame), Trait.LEADS_AWAY, Trait.SCRIPTED)
                .build();
    }

    static OAuthTexts texts(Language language) {
        return switch (language) {
            case ENGLISH -> MessageBundles.get(OAuthTexts.class);
            case GERMAN -> MessageBundles.get(OAuthTexts.class, Localized.Literal.of(language.tag()));
        };
    }
}
