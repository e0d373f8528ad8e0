package dev.gatehouse.identity.email;

import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.page.Origins;
import dev.gatehouse.common.page.SentForm;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.identity.page.Page;
import dev.gatehouse.identity.page.PageTexts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the link in a mail leads, and what a program brings its token to. Who holds the token needs nothing else. */
@Path("/account/email/confirmation")
@RunOnVirtualThread
public class ConfirmationResource {
    private static final String PATH = "/account/email/confirmation";
    private final Emails emails;
    private final Origins origin;

    ConfirmationResource(Emails emails, Origins origin) {
        this.emails = emails;
        this.origin = origin;
    }

    /** @param token as it was mailed */
    public record Proof(@NotBlank @Size(max = 256) String token) {
        /** Keeps the token out of logs. */
        @Override
        public String toString() {
            return "Proof";
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response confirm(@NotNull @Valid Proof proof) {
        return switch (emails.confirm(proof.token())) {
            case Emails.Confirmed() -> Response.noContent().build();
            case Emails.NoLonger() ->
                Problem.of(409, "taken", "Another account has this address.").response();
            case Emails.InvalidToken() ->
                Problem.of(422, "invalid_token", "The token is wrong, was used, or is too old.")
                        .response();
        };
    }

    /** Only asks: programs that look at what is mailed follow links, too. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    public Response page(@QueryParam("token") @Nullable String token, @Context HttpHeaders headers) {
        return form(200, token == null ? "" : token, null, formToken(headers));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    public Response pressed(
            @Nullable String body,
            @HeaderParam("Origin") @Nullable String from,
            @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
            @Context HttpHeaders headers) {
        Language language = Language.asked();
        PageTexts texts = Page.texts(language);
        SentForm form = SentForm.of(body);
        FormToken formToken = formToken(headers);
        String token = form.field("token", 256);
        if (!origin.admits(from, fetchSite) || !formToken.sentIn(form)) {
            return form(403, token, texts.foreign(), formToken);
        }
        return switch (emails.confirm(token)) {
            case Emails.Confirmed() -> said(200, language, texts.confirmedTitle(), texts.confirmedText(), null);
            case Emails.NoLonger() -> said(409, language, texts.takenTitle(), texts.takenText(), toProfile(texts));
            case Emails.InvalidToken() ->
                said(422, language, texts.invalidTitle(), texts.invalidText(), toProfile(texts));
        };
    }

    private static FormToken formToken(HttpHeaders headers) {
        return FormToken.of(headers, "confirmation");
    }

    private static Response form(int status, String token, @Nullable String error, FormToken formToken) {
        Language language = Language.asked();
        PageTexts texts = Page.texts(language);
        var fields = List.of(Page.Field.hidden(FormToken.FIELD, formToken.value()), Page.Field.hidden("token", token));
        var form = new Page.Form(PATH, texts.confirmButton(), fields);
        var page = new Page(language, texts.confirmTitle(), texts.confirmText(), error, form, null);
        return formToken.kept(page.answer(status)).build();
    }

    /** Where one has another mail sent, or gives another address. */
    private static Page.Link toProfile(PageTexts texts) {
        return new Page.Link("/account/profile", texts.toProfile());
    }

    private static Response said(int status, Language language, String title, String text, Page.@Nullable Link link) {
        return new Page(language, title, text, null, null, link).answer(status).build();
    }
}
