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

/** New recovery codes, for a code of the second factor that they stand in for. */
@Path(RecoveryCodesResource.PATH)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class RecoveryCodesResource {
    static final String PATH = SecurityPage.PATH + "/recovery-codes";
    private final Door door;
    private final FactorKeeping factors;
    private final EmailFactor email;

    RecoveryCodesResource(Door door, FactorKeeping factors, EmailFactor email) {
        this.door = door;
        this.factors = factors;
        this.email = email;
    }

    @GET
    public Response page(@QueryParam(Done.PARAMETER) @Nullable String done, @Context HttpHeaders headers) {
        return door.opens(
                PATH,
                headers,
                Demand.SIGNED_IN,
                owner -> AccountPage.shown(owner, form(owner, null).html(Done.named(done))));
    }

    /** Mails a code, for whom that is the second factor. */
    @POST
    @Path("/mail")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response mail(@Nullable String body, @Context HttpHeaders headers) {
        String device = Cookies.one(headers, SessionService.DEVICE_COOKIE).orElse(null);
        return door.sends(PATH, headers, SentForm.of(body), Demand.RECENTLY, owner -> switch (email.mail(
                owner.id(), device)) {
            case EmailFactor.Mailed() -> AccountPage.leadTo(PATH, Done.code_mailed);
            case EmailFactor.NoAddress() -> again(409, owner, Texts.ofSecurity().noConfirmedAddress());
            case EmailFactor.Later(int seconds) ->
                again(429, owner, Texts.here().pause(Wait.words(seconds)));
        });
    }

    private Response again(int status, Owner owner, String error) {
        return AccountPage.after(
                        status, owner, PATH, form(owner, null).failing(error).html())
                .build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response renew(@Nullable String body, @Context HttpHeaders headers) {
        String device = Cookies.one(headers, SessionService.DEVICE_COOKIE).orElse(null);
        SentForm form = SentForm.of(body);
        return door.sends(
                PATH,
                headers,
                form,
                Demand.SIGNED_IN,
                owner -> FactorPages.answer(
                        owner,
                        factors.renewRecoveryCodes(owner.id(), form.field("code", 64), device),
                        Done.factor_on,
                        PATH,
                        error -> form(owner, error).html()));
    }

    private FormPage form(Owner owner, @Nullable String error) {
        SecurityTexts security = Texts.ofSecurity();
        FactorKeeping.Overview kept = factors.overview(owner.id());
        boolean mailed = kept.totpSince() == null && kept.emailSince() != null;
        String hint = kept.totpSince() != null
                ? security.appOrRecoveryCode()
                : mailed ? security.mailedOrRecoveryCode() : security.recoveryCode();
        FormPage page = FormPage.of(
                security.codesTitle(),
                security.codesRenewText(),
                PATH,
                List.of(FormField.code(security.code(), hint, error)),
                security.makeCodes(),
                SecurityPage.PATH);
        return mailed
                ? page.offering(new FormPage.More(PATH + "/mail", security.noCodeYet(), security.mailCode()))
                : page;
    }
}
