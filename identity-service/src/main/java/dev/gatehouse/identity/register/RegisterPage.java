package dev.gatehouse.identity.register;

import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.navigation.Onward;
import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.page.Frame;
import dev.gatehouse.common.page.Framed;
import dev.gatehouse.common.page.HtmlPage;
import dev.gatehouse.identity.page.FormField;
import dev.gatehouse.identity.page.Page;
import dev.gatehouse.identity.page.PageTexts;
import dev.gatehouse.identity.user.UserResource.NewAccount;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page, in the language of the request at hand.
 *
 * @param onward where the sign-in after it leads, and in which language
 * @param ownWords what the theme says of an account here, empty where it says nothing
 */
record RegisterPage(FormToken token, Onward onward, String ownWords) {
    static final String PATH = "/register";

    /** What the template shows. @param action where the form is sent @param signIn the address of the sign-in page */
    public record View(
            String lead,
            String action,
            String token,
            String returnTo,
            @Nullable String error,
            List<FormField> fields,
            String signIn) {
        /** Whether something of what was sent was wrong. */
        public boolean wrong() {
            return error != null || fields.stream().anyMatch(field -> field.error() != null);
        }
    }

    /** The templates; their names are those of the files. */
    @CheckedTemplate(basePath = "register")
    static class Templates {
        private Templates() {}

        static native TemplateInstance register(View page);
    }

    static PageTexts texts() {
        return Page.texts(Language.asked());
    }

    /** With nothing filled in. */
    Response.ResponseBuilder empty() {
        return again(200, new NewAccount("", "", ""), null, Map.of());
    }

    /** @param error that is about no field */
    Response.ResponseBuilder again(int status, NewAccount sent, @Nullable String error) {
        return again(status, sent, error, Map.of());
    }

    /** @param errors by the names of the fields */
    Response.ResponseBuilder again(int status, NewAccount sent, Map<String, String> errors) {
        return again(status, sent, null, errors);
    }

    private Response.ResponseBuilder again(
            int status, NewAccount sent, @Nullable String error, Map<String, String> errors) {
        PageTexts texts = texts();
        var fields = List.of(
                FormField.of("username", texts.registerName(), "text", sent.username(), "username", 64)
                        .with(texts.registerNameHint(), errors.get("username")),
                FormField.of("email", texts.registerEmail(), "email", sent.email(), "email", 254)
                        .with(texts.registerEmailHint(), errors.get("email")),
                FormField.of("password", texts.registerPassword(), "password", "", "new-password", 256)
                        .with(texts.registerPasswordHint(), errors.get("password")));
        var view = new View(
                ownWords.isEmpty() ? texts.registerText() : ownWords,
                onward.form(PATH),
                token.value(),
                onward.returnTo(),
                error,
                fields,
                onward.signIn(""));
        Frame here = Frame.here();
        Frame frame = here.address() == null ? here.at(onward.page(PATH)) : here;
        return token.kept(HtmlPage.of(status, Framed.html(Templates.register(view), frame)));
    }
}
