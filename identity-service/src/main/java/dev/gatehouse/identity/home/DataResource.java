package dev.gatehouse.identity.home;

import dev.gatehouse.common.caller.Visitor.Demand;
import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.page.SentForm;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.problem.PeerAway;
import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.identity.page.FormField;
import dev.gatehouse.identity.page.Page;
import dev.gatehouse.identity.user.AccountExport;
import dev.gatehouse.identity.user.Names;
import dev.gatehouse.identity.user.UserAdministration;
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
import org.jspecify.annotations.Nullable;

/** All that is kept of the user: to take along, and to be erased. */
@Path(DataResource.PATH)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class DataResource {
    static final String PATH = "/account/data";
    private static final String DELETION = PATH + "/deletion";
    private final Door door;
    private final AccountExport export;
    private final UserAdministration administration;

    DataResource(Door door, AccountExport export, UserAdministration administration) {
        this.door = door;
        this.export = export;
        this.administration = administration;
    }

    /** The templates; their names are those of the files. */
    @CheckedTemplate(basePath = "home")
    static class Templates {
        private Templates() {}

        static native TemplateInstance data(@Nullable String error);
    }

    @GET
    public Response page(@Context HttpHeaders headers) {
        return door.opens(PATH, headers, Demand.SIGNED_IN, owner -> AccountPage.shown(owner, Templates.data(null)));
    }

    /** The file; that it was taken is noted. */
    @POST
    @Path("/export")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
    public Response export(@Nullable String body, @Context HttpHeaders headers) {
        return door.sends(PATH, headers, SentForm.of(body), Demand.RECENTLY, owner -> {
            try {
                return Response.ok(export.take(owner.id()).orElseThrow(), MediaType.APPLICATION_JSON)
                        .header("Cache-Control", "no-store")
                        .header("Content-Disposition", "attachment; filename=\"account.json\"")
                        .build();
            } catch (PeerAway e) {
                return AccountPage.after(
                                503, owner, PATH, Templates.data(Texts.here().exportAway()))
                        .build();
            }
        });
    }

    @GET
    @Path("/deletion")
    public Response deletionPage(@Context HttpHeaders headers) {
        return door.opens(
                DELETION,
                headers,
                Demand.RECENTLY,
                owner -> AccountPage.shown(owner, form(owner, "", null).html()));
    }

    @POST
    @Path("/deletion")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response delete(@Nullable String body, @Context HttpHeaders headers) {
        SentForm form = SentForm.of(body);
        return door.sends(DELETION, headers, form, Demand.RECENTLY, owner -> {
            HomeTexts texts = Texts.here();
            String typed = form.field("username", 256);
            if (!Names.key(typed).equals(Names.key(owner.username()))) {
                return again(422, owner, form(owner, typed, texts.deleteNameWrong()));
            }
            return switch (administration.remove(
                    owner.id(), EntityTag.ifMatch(null), owner.id().toString())) {
                case DONE, UNDER_WAY, ABSENT -> deleted(texts);
                case LAST_ADMINISTRATOR ->
                    again(409, owner, form(owner, typed, null).failing(texts.lastAdministrator()));
                case OUTDATED -> again(409, owner, form(owner, typed, null).failing(texts.busy()));
            };
        });
    }

    private static Response again(int status, Owner owner, FormPage page) {
        return AccountPage.after(status, owner, DELETION, page.html()).build();
    }

    /** Nobody is signed in any more. */
    private static Response deleted(HomeTexts texts) {
        Language language = Language.asked();
        return new Page(language, texts.deletedTitle(), texts.deletedText(), null, null, null)
                .answer(200)
                .header("Set-Cookie", SessionService.CLEARED_COOKIE)
                .build();
    }

    private static FormPage form(Owner owner, String typed, @Nullable String wrong) {
        HomeTexts texts = Texts.here();
        List<FormField> fields =
                List.of(FormField.of("username", texts.deleteName(owner.username()), "text", typed, "off", 64)
                        .with(null, wrong));
        return FormPage.of(texts.deleteTitle(), texts.deleteText(), DELETION, fields, texts.deleteButton(), PATH)
                .forGood();
    }
}
