package dev.gatehouse.identity.home;

import dev.gatehouse.common.caller.Visitor.Demand;
import dev.gatehouse.common.page.SentForm;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.request.Cookies;
import dev.gatehouse.identity.factor.FactorKeeping;
import dev.gatehouse.identity.page.FormField;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An authenticator application: set up by its image and a first code, and taken away by one. */
@Path(AuthenticatorResource.PATH)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class AuthenticatorResource {
    static final String PATH = SecurityPage.PATH + "/authenticator";
    private static final String REMOVAL = PATH + "/removal";
    private final Door door;
    private final FactorKeeping factors;

    AuthenticatorResource(Door door, FactorKeeping factors) {
        this.door = door;
        this.factors = factors;
    }

    /** The templates; their names are those of the files. */
    @CheckedTemplate(basePath = "home")
    static class Templates {
        private Templates() {}

        static native TemplateInstance authenticator(String secret, String uri, FormField code, boolean wrong);
    }

    /** Offers a new secret, which counts once a code of it was given. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response offer(@Nullable String body, @Context HttpHeaders headers) {
        return door.sends(
                SecurityPage.PATH,
                headers,
                SentForm.of(body),
                Demand.RECENTLY,
                owner -> AccountPage.leadTo(
                        factors.offer(owner.id(), owner.username()).isPresent() ? PATH : SecurityPage.PATH));
    }

    /** The secret that is offered. */
    @GET
    public Response page(@Context HttpHeaders headers) {
        return door.opens(
                PATH,
                headers,
                Demand.RECENTLY,
                owner -> offered(owner, null)
                        .map(page -> AccountPage.shown(owner, page))
                        .orElseGet(() -> AccountPage.leadTo(SecurityPage.PATH)));
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
                owner -> FactorPages.answer(
                        owner,
                        factors.confirm(owner.id(), form.field("code", 64), device),
                        Done.factor_on,
                        PATH,
                        // It is offered still, or was taken in another window meanwhile.
                        error -> offered(owner, error)
                                .orElseGet(() -> removal(error).html())));
    }

    private Optional<TemplateInstance> offered(Owner owner, @Nullable String error) {
        FormField code = FormField.digits(Texts.ofSecurity().appCode(), error);
        return factors.offered(owner.id(), owner.username())
                .map(offer -> Templates.authenticator(
                        offer.secret().replaceAll("(.{4})(?=.)", "$1 "), offer.uri(), code, error != null));
    }

    @GET
    @Path("/removal")
    public Response removalPage(@Context HttpHeaders headers) {
        return door.opens(
                REMOVAL,
                headers,
                Demand.SIGNED_IN,
                owner -> AccountPage.shown(owner, removal(null).html()));
    }

    @POST
    @Path("/removal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response remove(@Nullable String body, @Context HttpHeaders headers) {
        String device = Cookies.one(headers, SessionService.DEVICE_COOKIE).orElse(null);
        SentForm form = SentForm.of(body);
        return door.sends(
                REMOVAL,
                headers,
                form,
                Demand.SIGNED_IN,
                owner -> FactorPages.answer(
                        owner,
                        factors.remove(owner.id(), form.field("code", 64), device),
                        Done.factor_off,
                        REMOVAL,
                        error -> removal(error).html()));
    }

    private static FormPage removal(@Nullable String error) {
        HomeTexts texts = Texts.here();
        SecurityTexts security = Texts.ofSecurity();
        List<FormField> fields = List.of(FormField.code(security.code(), security.appOrRecoveryCode(), error));
        return FormPage.of(
                        security.appOffTitle(),
                        security.appOffText(),
                        REMOVAL,
                        fields,
                        texts.turnOff(),
                        SecurityPage.PATH)
                .forGood();
    }
}
