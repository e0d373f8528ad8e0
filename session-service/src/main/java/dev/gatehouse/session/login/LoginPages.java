package dev.gatehouse.session.login;

import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.page.Frame;
import dev.gatehouse.common.page.Framed;
import dev.gatehouse.common.page.HtmlPage;
import dev.gatehouse.common.page.HtmlPage.Trait;
import dev.gatehouse.common.peer.OAuthService;
import dev.gatehouse.common.peer.Providers;
import dev.gatehouse.common.theme.SiteTexts;
import dev.gatehouse.common.theme.Theme;
import dev.gatehouse.session.bymail.ByMailConfig;
import dev.gatehouse.session.page.Fault;
import dev.gatehouse.session.session.SessionConfig;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the sign-in page shows. */
@Singleton
class LoginPages {
    private final Providers providers;
    private final ByMailConfig byMail;
    private final SessionConfig config;
    private final Theme theme;

    LoginPages(Providers providers, ByMailConfig byMail, SessionConfig config, Theme theme) {
        this.providers = providers;
        this.byMail = byMail;
        this.config = config;
        this.theme = theme;
    }

    /** The templates; their names are those of the files. */
    @CheckedTemplate(basePath = "LoginPages")
    static class Templates {
        private Templates() {}

        static native TemplateInstance login(SignInPage page);

        static native TemplateInstance logout(String username, String csrfToken, String back);

        static native TemplateInstance unfinished(String csrfToken, String back);

        static native TemplateInstance signedOut(
                String back, List<String> frames, OAuthService.@Nullable Elsewhere elsewhere);

        static native TemplateInstance notSignedOut();
    }

    /**
     * What was typed, or is known without.
     *
     * @param known whether the name is that of whoever is signed in, and fixed
     */
    record Entry(String username, boolean known, boolean remember, ByProvider byProvider) {
        static final Entry NONE = new Entry("", false, false, ByProvider.WHO);
    }

    /**
     * @param lead a sentence below the title; empty for none
     * @param remembering whether sessions may outlive the browser here
     * @param byProvider what a sign-in with one of the {@code providers} is to show
     */
    public record SignInPage(
            String title,
            String lead,
            String button,
            String formToken,
            Journey journey,
            String username,
            boolean known,
            boolean remembering,
            boolean remember,
            Fault fault,
            ByProvider byProvider,
            List<Providers.Provider> providers,
            boolean byMail) {
        public SignInPage {
            providers = byProvider.among(providers);
        }

        /** On a page with something to be heard first, nothing takes the focus. */
        public boolean focusName() {
            return !fault.there() && !known && username.isEmpty();
        }

        public boolean focusPassword() {
            return !fault.there() && !focusName();
        }

        public boolean otherWays() {
            return byMail || !providers.isEmpty();
        }

        /** The same page for anybody. */
        public String elsewhere() {
            return journey.forAnybody();
        }
    }

    Response.ResponseBuilder signIn(int status, Journey journey, Entry entry, Fault fault, FormToken token) {
        Frame frame = Frame.here().at(journey.signIn());
        LoginTexts texts = texts(frame.language());
        SiteTexts site = theme.texts(frame.language().tag());
        String ownTitle = site.signInTitle().isEmpty() ? texts.signIn() : site.signInTitle();
        var page = new SignInPage(
                entry.known() ? texts.confirm() : ownTitle,
                entry.known() ? texts.confirmLead() : site.signInText(),
                entry.known() ? texts.goOn() : texts.signIn(),
                token.value(),
                journey,
                entry.username(),
                entry.known(),
                config.remembered().enabled(),
                entry.remember(),
                fault,
                entry.byProvider(),
                providers.all(),
                byMail.enabled());
        String html = Framed.html(Templates.login(page), frame);
        return token.kept(HtmlPage.of(status, html, Trait.SCRIPTED, Trait.LEADS_AWAY));
    }

    static LoginTexts texts(Language language) {
        return switch (language) {
            case ENGLISH -> MessageBundles.get(LoginTexts.class);
            case GERMAN -> MessageBundles.get(LoginTexts.class, Localized.Literal.of(language.tag()));
        };
    }
}
