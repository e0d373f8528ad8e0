package dev.gatehouse.identity.home;

import dev.gatehouse.common.caller.Visitor.Demand;
import dev.gatehouse.common.device.Device;
import dev.gatehouse.common.page.HtmlPage.Trait;
import dev.gatehouse.common.page.SentForm;
import dev.gatehouse.identity.factor.FactorKeeping;
import dev.gatehouse.identity.passkey.PasskeyKeeping;
import dev.gatehouse.identity.passkey.PasskeyResource;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Validator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Passkeys: a new one, which takes a script, and what is done to those that there are. */
@Path(PasskeyPageResource.PATH)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class PasskeyPageResource {
    static final String PATH = SecurityPage.PATH + "/passkeys";
    private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final int LONGEST = 64;
    private final Door door;
    private final SecurityPage page;
    private final PasskeyKeeping passkeys;
    private final FactorKeeping factors;
    private final Validator validator;

    PasskeyPageResource(
            Door door, SecurityPage page, PasskeyKeeping passkeys, FactorKeeping factors, Validator validator) {
        this.door = door;
        this.page = page;
        this.passkeys = passkeys;
        this.factors = factors;
        this.validator = validator;
    }

    /** The templates; their names are those of the files. */
    @CheckedTemplate(basePath = "home")
    static class Templates {
        private Templates() {}

        static native TemplateInstance passkey(String name);
    }

    /** Its script calls {@code /account/passkeys}. */
    @GET
    @Path("/new")
    public Response add(@Context HttpHeaders headers) {
        String name = Device.of(headers.getHeaderString(HttpHeaders.USER_AGENT));
        return door.opens(
                PATH + "/new",
                headers,
                Demand.RECENTLY,
                owner -> AccountPage.shown(owner, Templates.passkey(name), Trait.SCRIPTED));
    }

    @POST
    @Path("/{id: " + ID + "}/name")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response rename(@PathParam("id") UUID id, @Nullable String body, @Context HttpHeaders headers) {
        SentForm form = SentForm.of(body);
        return door.sends(SecurityPage.PATH, headers, form, Demand.SIGNED_IN, owner -> {
            var naming = new PasskeyResource.Naming(form.field("name", LONGEST).strip());
            if (!validator.validate(naming).isEmpty()) {
                return page.refused(422, owner, Texts.ofSecurity().passkeyNameWrong());
            }
            passkeys.rename(owner.id(), id, naming.name());
            return AccountPage.leadTo(SecurityPage.PATH, Done.passkey_renamed);
        });
    }

    @POST
    @Path("/{id: " + ID + "}/removal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response remove(@PathParam("id") UUID id, @Nullable String body, @Context HttpHeaders headers) {
        SentForm form = SentForm.of(body);
        return door.sends(SecurityPage.PATH, headers, form, Demand.RECENTLY, owner -> switch (passkeys.remove(
                owner.id(), id, owner.caller().multipleFactors())) {
            case DONE, ABSENT -> AccountPage.leadTo(SecurityPage.PATH, Done.passkey_removed);
            case LAST_WAY_IN -> page.refused(409, owner, Texts.ofSecurity().lastWayIn());
            // As the owner has signed in with one, this leads to where they do with more.
            case FACTOR_DUE ->
                door.sends(
                        SecurityPage.PATH,
                        headers,
                        form,
                        Demand.RECENTLY_WITH_MULTIPLE_FACTORS,
                        proved -> AccountPage.leadTo(SecurityPage.PATH));
        });
    }

    /** From now on a passkey is asked for after the password, or is not. */
    @POST
    @Path("/demand")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response demand(@Nullable String body, @Context HttpHeaders headers) {
        SentForm form = SentForm.of(body);
        boolean on = form.field("required", 5).equals("true");
        Demand demand = on ? Demand.RECENTLY : Demand.RECENTLY_WITH_MULTIPLE_FACTORS;
        return door.sends(SecurityPage.PATH, headers, form, demand, owner -> {
            if (!on) {
                factors.releasePasskey(owner.id());
                return AccountPage.leadTo(SecurityPage.PATH, Done.passkey_optional);
            }
            return FactorPages.answer(
                    owner,
                    factors.requirePasskey(owner.id()),
                    Done.factor_on,
                    SecurityPage.PATH,
                    error -> page.html(owner, error));
        });
    }
}
