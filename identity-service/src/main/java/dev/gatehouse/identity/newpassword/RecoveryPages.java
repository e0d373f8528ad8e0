package dev.gatehouse.identity.newpassword;

import dev.gatehouse.identity.mail.Language;
import dev.gatehouse.identity.page.Page;
import dev.gatehouse.identity.page.PageTexts;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages for who has lost the password, in the language of the request at hand. */
final class RecoveryPages {
    private final Language language = Language.asked();
    private final PageTexts texts = Page.texts(language);

    PageTexts texts() {
        return texts;
    }

    Response ask(int status, String login, @Nullable String error) {
        var field = new Page.Field("login", "text", texts.login(), login, "username", 254);
        var form = new Page.Form("/recovery", texts.recoveryButton(), List.of(field));
        return answer(status, new Page(language, texts.recoveryTitle(), texts.recoveryText(), error, form, null));
    }

    Response asked() {
        return answer(202, new Page(language, texts.askedTitle(), texts.askedText(), null, null, null));
    }

    Response password(int status, String token, @Nullable String error) {
        var field = new Page.Field("password", "password", texts.passwordLabel(), "", "new-password", 256);
        var form = new Page.Form(
                "/recovery/password", texts.passwordButton(), List.of(Page.Field.hidden("token", token), field));
        return answer(status, new Page(language, texts.passwordTitle(), texts.passwordText(), error, form, null));
    }

    Response changed() {
        var link = new Page.Link("/login", texts.signIn());
        return answer(200, new Page(language, texts.changedTitle(), texts.changedText(), null, null, link));
    }

    Response invalid(int status) {
        var link = new Page.Link("/recovery", texts.askAgain());
        return answer(status, new Page(language, texts.invalidTitle(), texts.invalidText(), null, null, link));
    }

    /** The form once more, for {@code seconds} from now. */
    static Response later(Response form, int seconds) {
        return Response.fromResponse(form).header("Retry-After", seconds).build();
    }

    private static Response answer(int status, Page page) {
        return page.answer(status).build();
    }
}
