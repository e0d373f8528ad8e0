package dev.gatehouse.identity.home;

import dev.gatehouse.common.caller.Visitor.Demand;
import dev.gatehouse.common.page.SentForm;
import dev.gatehouse.common.page.Wait;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.request.Cookies;
import dev.gatehouse.identity.factor.EmailFactor;
import dev.gatehouse.identity.factor.FactorKeeping;
import dev.gatehouse.identity.page.FormField;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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

/** Codes that are mailed as the second factor: turned on by a first one, and off by another. */
@Path(MailedCodeResource.PATH)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class MailedCodeResource {
    static final String PATH = SecurityPage.PATH + "/email-codes";
    private final Door door;
    private final SecurityPage security;
    private final FactorKeeping factors;
    private final EmailFactor email;

    MailedCodeResource(Door door, SecurityPage security, FactorKeeping factors, EmailFactor email) {
        this.door = door;
        this.security = security;
        this.factors = factors;
        this.email = email;
    }

    /** Mails one. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response mail(@Nullable String body, @Context HttpHeaders headers) {
        String device = Cookies.one(headers, SessionService.DEVICE_COOKIE).orElse(null);
        return door.sends(SecurityPage.PATH, headers, SentForm.of(body), Demand.RECENTLY, owner -> switch (email.mail(
                owner.id(), device)) {
            case EmailFactor.Mailed() -> AccountPage.leadTo(PATH, Done.code_mailed);
            case EmailFactor.NoAddress() ->
                security.refused(409, owner, Texts.ofSecurity().noConfirmedAddress());
            case EmailFactor.Later(int seconds) ->
                security.refused(429, owner, Texts.here().pause(Wait.words(seconds)));
        });
    }

    /** Asks for the code. */
    @GET
    public Response page(@QueryParam(Done.PARAMETER) @Nullable String done, @Context HttpHeaders headers) {
        return door.opens(
                PATH,
                headers,
                Demand.RECENTLY,
                owner -> AccountPage.shown(owner, form(owner, null).html(Done.named(done))));
    }

    @POST
    @Path("/confirmation")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response confirm(@Nullable String body, @Context HttpHeaders headers) {
        String device = Cookies.one(headers, SessionService.DEVICE_COOKIE).orElse(null);
        SentForm form = SentForm.of(body);
        return door.sends(
                PATH,
                headers,
                form,
                Demand.RECENTLY,
                owner -> answer(
                        owner, factors.confirmEmail(owner.id(), form.field("code", 64), device), Done.factor_on));
    }

    @POST
    @Path("/removal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response remove(@Nullable String body, @Context HttpHeaders headers) {
        String device = Cookies.one(headers, SessionService.DEVICE_COOKIE).orElse(null);
        SentForm form = SentForm.of(body);
        return door.sends(
                PATH,
                headers,
                form,
                Demand.SIGNED_IN,
                owner -> answer(
                        owner, factors.removeEmail(owner.id(), form.field("code", 64), device), Done.factor_off));
    }

    private Response answer(Owner owner, FactorKeeping.Outcome outcome, Done done) {
        return FactorPages.answer(
                owner, outcome, done, PATH, error -> form(owner, error).html());
    }

    private FormPage form(Owner owner, @Nullable String error) {
        HomeTexts texts = Texts.here();
        SecurityTexts security = Texts.ofSecurity();
        FactorKeeping.Overview kept = factors.overview(owner.id());
        var again = new FormPage.More(PATH, security.noCodeCame(), security.sendAnother());
        if (kept.emailSince() == null) {
            List<FormField> fields = List.of(FormField.digits(security.mailedCode(), error));
            return FormPage.of(
                            security.mailOnTitle(),
                            security.mailOnText(),
                            PATH + "/confirmation",
                            fields,
                            texts.turnOn(),
                            SecurityPage.PATH)
                    .offering(again);
        }
        boolean application = kept.totpSince() != null;
        FormField code = FormField.code(
                security.code(), application ? security.appOrRecoveryCode() : security.mailedOrRecoveryCode(), error);
        FormPage page = FormPage.of(
                        security.mailOffTitle(),
                        security.mailOffText(),
                        PATH + "/removal",
                        List.of(code),
                        texts.turnOff(),
                        SecurityPage.PATH)
                .forGood();
        return application ? page : page.offering(again);
    }
}
