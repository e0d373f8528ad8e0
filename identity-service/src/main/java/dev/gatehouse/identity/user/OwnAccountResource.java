package dev.gatehouse.identity.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.identity.membership.MembershipStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The caller's own account. */
@Path("/users/me")
@RunOnVirtualThread
@RequiresCaller
@Produces(MediaType.APPLICATION_JSON)
public class OwnAccountResource {
    private final UserStore users;
    private final ProfileEditing editing;
    private final UserAdministration administration;
    private final AccountExport export;
    private final MembershipStore memberships;
    private final CurrentCaller caller;

    OwnAccountResource(
            UserStore users,
            ProfileEditing editing,
            UserAdministration administration,
            AccountExport export,
            MembershipStore memberships,
            CurrentCaller caller) {
        this.users = users;
        this.editing = editing;
        this.administration = administration;
        this.export = export;
        this.memberships = memberships;
        this.caller = caller;
    }

    @GET
    public Response profile() {
        UUID id = caller.userWith(Scope.PROFILE);
        return users.account(id)
                .map(account -> UserAnswers.shown(own(account), account))
                .orElseGet(UserAnswers::absent);
    }

    /** Changes standard claims by a merge patch (RFC 7396); If-Match makes it conditional. */
    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, UserAnswers.MERGE_PATCH})
    public Response change(@NotNull ObjectNode patch, @HeaderParam("If-Match") @Nullable String ifMatch) {
        UUID id = caller.userWith(Scope.ACCOUNT);
        return UserAnswers.of(editing.edit(id, actor(), patch, EntityTag.ifMatch(ifMatch)), this::own);
    }

    private Profile own(Account account) {
        Scope scope = caller.get().scope();
        return Profile.own(account, scope).with(memberships.of(account.id()), scope);
    }

    private String actor() {
        String client = caller.get().clientId();
        return client == null ? caller.get().subject() : client;
    }

    /** All that is kept of the user, but for what proves who they are. */
    @GET
    @Path("/export")
    public Response export() {
        UUID id = caller.accountOwner();
        caller.recently();
        return export.take(id)
                .map(all -> Response.ok(all)
                        .header("Cache-Control", "no-store")
                        .header("Content-Disposition", "attachment; filename=\"account.json\"")
                        .build())
                .orElseGet(UserAnswers::absent);
    }

    /** Ends all that the user holds, and erases what is known of them; If-Match makes it conditional. */
    @DELETE
    public Response remove(@HeaderParam("If-Match") @Nullable String ifMatch) {
        UUID id = caller.accountOwner();
        caller.recently();
        UserAdministration.Removal removal = administration.remove(id, EntityTag.ifMatch(ifMatch), id.toString());
        Response answer = UserAnswers.of(removal);
        return switch (removal) {
            case DONE, UNDER_WAY -> caller.leaving(answer);
            case ABSENT, LAST_ADMINISTRATOR, OUTDATED -> answer;
        };
    }
}
