package dev.gatehouse.oauth.logout;

import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.page.Frame;
import dev.gatehouse.common.page.Framed;
import dev.gatehouse.common.page.HtmlPage;
import dev.gatehouse.common.page.HtmlPage.Trait;
import dev.gatehouse.common.peer.OAuthService.Elsewhere;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.logout.Logout.Over;
import dev.gatehouse.oauth.logout.Logout.Refusal;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The pages of signing out, in the language of whoever reads them. */
final class LogoutPages {
    private LogoutPages() {}

    /** The templates; their names are those of the files. */
    @CheckedTemplate(basePath = "logout")
    static class Templates {
        private Templates() {}

        static native TemplateInstance ask(Question asked);

        static native TemplateInstance over(String exit, List<String> frames, @Nullable Elsewhere elsewhere);

        static native TemplateInstance refused(String what);

        static native TemplateInstance again(String address, List<Map.Entry<String, String>> fields);
    }

    /** What a user is asked; all but the first two is empty where there is none, and comes back with the answer. */
    record Question(
            String username, String csrfToken, String clientName, String clientId, String redirectUri, String state) {
        static Question of(LogoutStep.Ask step) {
            RegisteredClient client = step.client();
            return new Question(
                    step.session().username(),
                    step.session().csrfToken(),
                    client == null ? "" : client.clientName(),
                    client == null ? "" : client.clientId(),
                    said(step.redirectUri()),
                    said(step.state()));
        }
    }

    private static String said(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    static Response ask(LogoutStep.Ask step) {
        // Of a request that came as a form nothing is in the address.
        return HtmlPage.of(200, Framed.html(Templates.ask(Question.of(step)), Frame.here()), Trait.LEADS_AWAY)
                .build();
    }

    /** Leads the user on, or tells them that it is done. */
    static Response over(Over over) {
        String exit = over.exit();
        Response.ResponseBuilder answer =
                exit == null || !over.frames().isEmpty() ? page(said(exit), over) : leadTo(exit);
        over.setCookies().forEach(cookie -> answer.header("Set-Cookie", cookie));
        return answer.build();
    }

    private static Response.ResponseBuilder page(String exit, Over over) {
        List<String> frames = over.frames();
        String html = Framed.html(
                Templates.over(exit, frames, over.elsewhere()), Frame.here().at("/logout"));
        return exit.isEmpty()
                ? HtmlPage.framing(200, html, frames)
                : HtmlPage.framing(200, html, frames, Trait.SCRIPTED, Trait.LEADS_AWAY);
    }

    static Response.ResponseBuilder leadTo(String address) {
        // As text: a URI object would be resolved against the address that the proxy sees.
        return Response.status(303)
                .header("Location", address)
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer");
    }

    /** Has the browser send the same form from here, where it has the cookie: it is too long for an address. */
    static Response again(Map<String, String> request) {
        var fields = new LinkedHashMap<>(request);
        String locales = fields.remove("ui_locales");
        fields.put(LogoutRequest.AGAIN, "1");
        String address = locales == null
                ? "/oauth2/logout"
                : "/oauth2/logout?" + FormParameters.encode(Map.of("ui_locales", locales));
        String html = Framed.html(
                Templates.again(address, List.copyOf(fields.entrySet())),
                Frame.here().at("/logout"));
        return HtmlPage.of(200, html, Trait.SCRIPTED, Trait.LEADS_AWAY).build();
    }

    /** Tells the user why nothing was done. */
    static Response refused(Refusal refusal) {
        Frame frame = Frame.here().at("/logout");
        LogoutTexts texts = texts(frame.language());
        String what = switch (refusal) {
            case UNREADABLE -> texts.unreadable();
            case ANOTHER_CLIENT -> texts.anotherClient();
            case UNKNOWN_EXIT -> texts.unknownExit();
            case FOREIGN_FORM -> texts.foreignForm();
        };
        int status = refusal == Refusal.FOREIGN_FORM ? 403 : 400;
        return HtmlPage.of(status, Framed.html(Templates.refused(what), frame)).build();
    }

    private static LogoutTexts texts(Language language) {
        return switch (language) {
            case ENGLISH -> MessageBundles.get(LogoutTexts.class);
            case GERMAN -> MessageBundles.get(LogoutTexts.class, Localized.Literal.of(language.tag()));
        };
    }
}
