package dev.gatehouse.identity.register;

import dev.gatehouse.common.caller.Visit;
import dev.gatehouse.common.caller.Visitor;
import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.navigation.Onward;
import dev.gatehouse.common.navigation.ReturnOrigins;
import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.page.Origins;
import dev.gatehouse.common.page.SentForm;
import dev.gatehouse.common.page.Wait;
import dev.gatehouse.common.requester.Languages;
import dev.gatehouse.common.theme.Theme;
import dev.gatehouse.identity.page.PageTexts;
import dev.gatehouse.identity.password.HashingBusy;
import dev.gatehouse.identity.password.Objection;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.Names;
import dev.gatehouse.identity.user.Registration;
import dev.gatehouse.identity.user.UserResource.NewAccount;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Validator;
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
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Making an account for oneself, as a page; it does the same as {@code POST /users}. */
@Path(RegisterPage.PATH)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class RegisterResource {
    private final Registration registration;
    private final Validator validator;
    private final Visitor visitor;
    private final Origins origins;
    private final ReturnOrigins returns;
    private final Theme theme;

    RegisterResource(
            Registration registration,
            Validator validator,
            Visitor visitor,
            Origins origins,
            ReturnOrigins returns,
            Theme theme) {
        this.registration = registration;
        this.validator = validator;
        this.visitor = visitor;
        this.origins = origins;
        this.returns = returns;
        this.theme = theme;
    }

    /** @param returnTo where the sign-in after it leads @param locales the languages that are asked for */
    @GET
    public Response page(
            @QueryParam(Onward.RETURN_TO) @Nullable String returnTo,
            @QueryParam(Languages.PARAMETER) @Nullable String locales,
            @Context HttpHeaders headers) {
        Onward onward = Onward.of(returns, returnTo, locales);
        // Whoever has an account needs no other.
        return visitor.opens(RegisterPage.PATH, headers, Visitor.Demand.SIGNED_IN) instanceof Visit.Known
                ? leadTo(onward.returnTo())
                : page(headers, onward).empty().build();
    }

    /** The answer is the same where the address is another's; its reader is told by mail. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response register(
            @Nullable String body,
            @QueryParam(Languages.PARAMETER) @Nullable String locales,
            @HeaderParam("Origin") @Nullable String from,
            @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
            @Context HttpHeaders headers) {
        SentForm form = SentForm.of(body);
        RegisterPage page = page(headers, Onward.of(returns, form.field(Onward.RETURN_TO, 4096), locales));
        PageTexts texts = RegisterPage.texts();
        var asked = new NewAccount(
                form.field("username", 256).strip(), form.field("email", 254).strip(), form.field("password", 256));
        if (!origins.admits(from, fetchSite) || !page.token().sentIn(form)) {
            return page.again(403, asked, texts.foreign()).build();
        }
        Map<String, String> wrong = wrong(asked, texts);
        if (!wrong.isEmpty()) {
            return page.again(422, asked, wrong).build();
        }
        try {
            return switch (registration.register(asked.username(), asked.email(), asked.password())) {
                case Registration.Registered(Account account) ->
                    leadTo(page.onward().signIn(account.username()));
                case Registration.NameTaken(), Registration.Taken() ->
                    page.again(409, asked, Map.of("username", texts.registerNameTaken()))
                            .build();
                case Registration.BadUsername() ->
                    page.again(422, asked, Map.of("username", texts.registerNameWrong()))
                            .build();
                case Registration.WeakPassword(Objection objection) ->
                    page.again(422, asked, Map.of("password", texts.weak(objection)))
                            .build();
                case Registration.Wait(int seconds) ->
                    page.again(429, asked, texts.pause(Wait.words(seconds)))
                            .header("Retry-After", seconds)
                            .build();
            };
        } catch (HashingBusy e) {
            return page.again(503, asked, texts.busy())
                    .header("Retry-After", HashingBusy.RETRY_AFTER)
                    .build();
        }
    }

    private RegisterPage page(HttpHeaders headers, Onward onward) {
        String words = theme.texts(Language.asked().tag()).registerText();
        return new RegisterPage(FormToken.of(headers, "registration"), onward, words);
    }

    /** By the names of the fields. */
    private Map<String, String> wrong(NewAccount asked, PageTexts texts) {
        var wrong = new HashMap<String, String>();
        validator.validate(asked).forEach(violation -> {
            String field = violation.getPropertyPath().toString();
            wrong.put(
                    field,
                    switch (field) {
                        case "username" -> texts.registerNameWrong();
                        case "email" -> texts.emailWrong();
                        default -> texts.weak(Objection.too_short);
                    });
        });
        // All at once: whoever mends one field need not send the form again for the next.
        if (Names.username(asked.username()).isEmpty()) {
            wrong.put("username", texts.registerNameWrong());
        }
        return wrong;
    }

    /** As text: a URI object would be resolved against the address that the proxy sees. */
    private static Response leadTo(String path) {
        return Response.status(303)
                .header("Location", path)
                .header("Cache-Control", "no-store")
                .build();
    }
}
