package dev.gatehouse.session.factor;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.navigation.OnwardCookie;
import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.page.Frame;
import dev.gatehouse.common.page.Framed;
import dev.gatehouse.common.page.HtmlPage;
import dev.gatehouse.common.page.HtmlPage.Trait;
import dev.gatehouse.session.login.Journey;
import dev.gatehouse.session.page.Fault;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;

/** What the page for the second factor shows. */
final class FactorPages {
    /** So long the settings remember where whoever was sent there was going. */
    private static final Duration SETTING_UP = Duration.ofMinutes(30);

    private FactorPages() {}

    /** The templates; their names are those of the files. */
    @CheckedTemplate(basePath = "FactorPages")
    static class Templates {
        private Templates() {}

        static native TemplateInstance factor(FactorPage page);

        static native TemplateInstance late(String again);

        static native TemplateInstance overtaken(String again);

        static native TemplateInstance unmet(boolean passkey, String again);
    }

    /**
     * @param offered what would do: {@code totp} or {@code email}, and {@code passkey}
     * @param mailed whether a code is on its way
     */
    public record FactorPage(
            String formToken,
            Journey journey,
            String username,
            boolean stepUp,
            List<String> offered,
            boolean recovery,
            boolean mailed,
            Fault fault) {
        /** Whether there is a field for a code. */
        public boolean code() {
            return byMail() || offered.contains("totp");
        }

        public boolean byMail() {
            return offered.contains("email");
        }

        public boolean passkey() {
            return offered.contains("passkey");
        }

        /** Whether the field for a recovery code is to be seen at once: something was wrong with it, or it is all there is. */
        public boolean recoveryOpen() {
            return fault.ofRecovery() || (!code() && fault.ofCode());
        }

        public boolean focus() {
            return !fault.there() && (!byMail() || mailed);
        }

        /** Where the forms are sent. */
        public String action() {
            return stepUp ? journey.stepUp() : journey.factor();
        }

        /** Where the answer of a passkey is sent. */
        public String passkeyAction() {
            return action().replaceFirst("/login/factor", "/login/factor/passkey");
        }
    }

    static Response.ResponseBuilder factor(
            int status, Standing standing, Journey journey, boolean mailed, Fault fault, FormToken token) {
        var page = new FactorPage(
                token.value(),
                journey,
                standing.attempt().username(),
                standing.stepUp(),
                standing.offered(),
                standing.recovery(),
                mailed,
                fault);
        Frame frame = Frame.here().at(page.action());
        return token.kept(
                HtmlPage.of(status, Framed.html(Templates.factor(page), frame), Trait.SCRIPTED, Trait.LEADS_AWAY));
    }

    /** The sign-in has gone. */
    static Response.ResponseBuilder late(Journey journey) {
        return html(403, Templates.late(journey.signIn()), journey);
    }

    /** All was right, but the user was signed out everywhere meanwhile. */
    static Response.ResponseBuilder overtaken(Journey journey) {
        return html(401, Templates.overtaken(journey.signIn()), journey);
    }

    /** What is demanded cannot be reached so; nobody is led back, or they would be led here again. */
    static Response.ResponseBuilder unmet(Journey journey) {
        boolean passkey = journey.acr() == AuthenticationClass.PHISHING_RESISTANT;
        return html(403, Templates.unmet(passkey, journey.anew()), journey)
                .header("Set-Cookie", OnwardCookie.SETTING_UP.of(journey.returnTo(), SETTING_UP));
    }

    private static Response.ResponseBuilder html(int status, TemplateInstance page, Journey journey) {
        return HtmlPage.of(status, Framed.html(page, Frame.here().at(journey.signIn())));
    }
}
