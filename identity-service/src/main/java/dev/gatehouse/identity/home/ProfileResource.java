package dev.gatehouse.identity.home;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.caller.Visitor.Demand;
import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.page.Moment;
import dev.gatehouse.common.page.SentForm;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.ProfileEditing;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
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
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What users say about themselves, and by what they are known. */
@Path(ProfileResource.PATH)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class ProfileResource {
    static final String PATH = "/account/profile";
    private final Door door;
    private final UserStore users;
    private final ProfileEditing editing;
    private final ProfileForm forms;

    ProfileResource(Door door, UserStore users, ProfileEditing editing, ProfileForm forms) {
        this.door = door;
        this.users = users;
        this.editing = editing;
        this.forms = forms;
    }

    /**
     * What the template shows.
     *
     * @param version of the account that was read: another's change of it meanwhile is not overwritten
     */
    public record View(
            String username,
            @Nullable String email,
            boolean confirmed,
            Moment since,
            long version,
            @Nullable String error,
            boolean wrong,
            List<ProfileForm.Section> sections) {}

    /** The templates; their names are those of the files. */
    @CheckedTemplate(basePath = "home")
    static class Templates {
        private Templates() {}

        static native TemplateInstance profile(View page, @Nullable Done done);
    }

    @GET
    public Response page(@QueryParam(Done.PARAMETER) @Nullable String done, @Context HttpHeaders headers) {
        return door.opens(PATH, headers, Demand.SIGNED_IN, owner -> {
            Account account = users.account(owner.id()).orElseThrow();
            return AccountPage.shown(
                    owner,
                    Templates.profile(view(account, forms.values(account.claims()), Set.of(), null), Done.named(done)));
        });
    }

    /** Changes what differs from what is kept, and nothing where that was changed since the page was read. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response save(@Nullable String body, @Context HttpHeaders headers) {
        SentForm form = SentForm.of(body);
        return door.sends(PATH, headers, form, Demand.SIGNED_IN, owner -> save(owner, form));
    }

    private Response save(Owner owner, SentForm form) {
        Account account = users.account(owner.id()).orElseThrow();
        Map<ProfileField, String> sent = ProfileForm.values(form);
        ObjectNode patch = forms.patch(forms.values(account.claims()), sent);
        EntityTag.Condition condition = EntityTag.ifMatch("\"" + form.field("version", 18) + "\"");
        if (patch.isEmpty()) {
            return AccountPage.leadTo(PATH, Done.profile_saved);
        }
        ProfileTexts texts = Texts.in(ProfileTexts.class, Language.asked());
        return switch (editing.edit(owner.id(), owner.id().toString(), patch, condition)) {
            case ProfileEditing.Edited ignored -> AccountPage.leadTo(PATH, Done.profile_saved);
            case ProfileEditing.Invalid(List<Problem.Violation> violations) -> {
                Set<String> wrong =
                        violations.stream().map(Problem.Violation::field).collect(Collectors.toSet());
                yield again(422, owner, view(account, sent, wrong, null));
            }
            // What is kept now: the change of another is to be seen before it is overwritten.
            case ProfileEditing.Outdated(), ProfileEditing.LastAdministrator(), ProfileEditing.Absent() ->
                again(412, owner, view(account, forms.values(account.claims()), Set.of(), texts.profileOutdated()));
        };
    }

    private static Response again(int status, Owner owner, View view) {
        return AccountPage.after(status, owner, PATH, Templates.profile(view, null))
                .build();
    }

    private static View view(
            Account account, Map<ProfileField, String> values, Set<String> wrong, @Nullable String error) {
        Language language = Language.asked();
        return new View(
                account.username(),
                account.email(),
                account.emailVerified(),
                Moments.of(language, account.claims().zoneinfo()).on(account.createdAt()),
                account.version(),
                error,
                !wrong.isEmpty(),
                ProfileForm.sections(values, wrong, language));
    }
}
