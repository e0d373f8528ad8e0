package dev.gatehouse.identity.newpassword;

import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.navigation.Onward;
import dev.gatehouse.common.navigation.OnwardCookie;
import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.page.SentForm;
import dev.gatehouse.identity.page.Page;
import dev.gatehouse.identity.page.PageTexts;
import dev.gatehouse.identity.password.Objection;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages for who has lost the password, in the language of the request at hand. */
final class RecoveryPages {
    private final Language language = Language.asked();
    private final PageTexts texts = Page.texts(language);
    private final FormToken token;
    private final Onward onward;

    /** @param onward where the sign-in after it leads, and in which language */
    RecoveryPages(HttpHeaders headers, Onward onward) {
        this.onward = onward;
        token = FormToken.of(headers, "recovery");
    }

    /** Whether a form was sent that is from here. */
    boolean sent(SentForm form) {
        return token.sentIn(form);
    }

    PageTexts texts() {
        return texts;
    }

    Response ask(int status, String login, @Nullable String error) {
        return ask(status, login, error, null);
    }

    /** Nobody was named. */
    Response noLogin() {
        return ask(400, "", null, texts.noLogin());
    }

    private Response ask(int status, String login, @Nullable String error, @Nullable String atField) {
        var field = new Page.Field("login", "text", texts.login(), login, "username", 254, atField);
        var form = new Page.Form(
                onward.form("/recovery"),
                texts.recoveryButton(),
                List.of(hidden(), Page.Field.hidden(Onward.RETURN_TO, onward.returnTo()), field));
        return form(status, new Page(language, texts.recoveryTitle(), texts.recoveryText(), error, form, null));
    }

    /** The browser keeps where its user was going; not the mail, which others can ask for. @param lifetime of the mail */
    Response asked(Duration lifetime) {
        return new Page(language, texts.askedTitle(), texts.askedText(), null, null, null)
                .answer(202)
                .header("Set-Cookie", OnwardCookie.RECOVERY.of(onward.returnTo(), lifetime))
                .build();
    }

    Response password(int status, String mailed, @Nullable String error) {
        return password(status, mailed, error, null);
    }

    Response weak(String mailed, Objection objection) {
        return password(422, mailed, null, texts.weak(objection));
    }

    private Response password(int status, String mailed, @Nullable String error, @Nullable String atField) {
        var field = new Page.Field("password", "password", texts.passwordLabel(), "", "new-password", 256, atField);
        var form = new Page.Form(
                onward.form("/recovery/password"),
                texts.passwordButton(),
                List.of(hidden(), Page.Field.hidden("token", mailed), field));
        return form(status, new Page(language, texts.passwordTitle(), texts.passwordText(), error, form, null));
    }

    Response changed() {
        var link = new Page.Link(onward.signIn(""), texts.signIn());
        return new Page(language, texts.changedTitle(), texts.changedText(), null, null, link)
                .answer(200)
                .header("Set-Cookie", OnwardCookie.RECOVERY.cleared())
                .build();
    }

    Response invalid(int status) {
        var link = new Page.Link(onward.page("/recovery"), texts.askAgain());
        return new Page(language, texts.invalidTitle(), texts.invalidText(), null, null, link)
                .answer(status)
                .build();
    }

    /** The form once more, for {@code seconds} from now. */
    static Response later(Response form, int seconds) {
        return Response.fromResponse(form).header("Retry-After", seconds).build();
    }

    private Page.Field hidden() {
        return Page.Field.hidden(FormToken.FIELD, token.value());
    }

    private Response form(int status, Page page) {
        return token.kept(page.answer(status)).build();
    }
}
