package dev.gatehouse.identity.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.caller.CurrentCaller;
import dev.gatehouse.common.caller.RequiresCaller;
import dev.gatehouse.common.problem.Problem;
import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.identity.membership.MembershipStore;
import dev.gatehouse.identity.naming.UsualAddress;
import dev.gatehouse.identity.password.Objection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Registration and the administration of users. */
@Path("/users")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class UserResource {
    static final String ID = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";
    private final Registration registration;
    private final UserAdministration administration;
    private final UserStore users;
    private final MembershipStore memberships;
    private final CurrentCaller caller;

    UserResource(
            Registration registration,
            UserAdministration administration,
            UserStore users,
            MembershipStore memberships,
            CurrentCaller caller) {
        this.registration = registration;
        this.administration = administration;
        this.users = users;
        this.memberships = memberships;
        this.caller = caller;
    }

    /** Body of a registration. */
    public record NewAccount(
            @NotBlank @Size(max = 256) String username,
            @NotBlank @Email @UsualAddress @Size(max = 254) String email,
            @NotBlank @Size(max = 256) String password) {
        /** Keeps the password out of logs. */
        @Override
        public String toString() {
            return "NewAccount[" + username + "]";
        }
    }

    @POST
    public Response register(@NotNull @Valid NewAccount asked) {
        return made(
                registration.register(asked.username(), asked.email(), asked.password()),
                account -> Profile.own(account, account.scope()));
    }

    /** Body of an administrator's call. @param password null for one who is to choose it by a reset */
    public record AdministeredAccount(
            @NotBlank @Size(max = 256) String username,
            @Nullable @Email @UsualAddress @Size(max = 254) String email,
            @Nullable Boolean emailVerified,
            @Nullable @Size(max = 200) String name,
            @Nullable @Size(max = 256) String password) {
        /** Keeps the password out of logs. */
        @Override
        public String toString() {
            return "AdministeredAccount[" + username + "]";
        }
    }

    /** Makes a user, with a password or without. */
    @POST
    @Path("/administered")
    @RequiresCaller
    public Response make(@NotNull @Valid AdministeredAccount asked) {
        String actor = caller.with(Scope.ADMIN).subject();
        return made(
                registration.make(
                        asked.username(),
                        asked.email(),
                        Boolean.TRUE.equals(asked.emailVerified()),
                        asked.name(),
                        asked.password(),
                        actor),
                Profile::full);
    }

    private static Response made(Registration.Outcome outcome, Function<Account, Profile> view) {
        return switch (outcome) {
            case Registration.Registered(Account account) ->
                Response.created(URI.create("/users/" + account.id()))
                        .entity(view.apply(account))
                        .header("Cache-Control", "no-store")
                        .header("ETag", EntityTag.of(account.version()))
                        .build();
            case Registration.Taken() ->
                Problem.of(409, "taken", "The username or the e-mail address is taken.")
                        .response();
            case Registration.NameTaken() ->
                Problem.of(409, "taken", "The username is taken.").response();
            case Registration.WeakPassword(Objection objection) ->
                Problem.of(422, "weak_password", objection.sentence()).response();
            case Registration.Wait(int seconds) -> Problem.tooManyAttempts(seconds);
            case Registration.BadUsername() ->
                invalid("username", "must be 1 to 64 letters, digits, dots, hyphens or underscores, of one script");
        };
    }

    /** @param query what the username, the e-mail address, or the full, given or family name begins with */
    @GET
    @RequiresCaller
    public Response list(
            @QueryParam("query") @Size(max = 254) @Nullable String query,
            @QueryParam("username") @Size(max = 64) @Nullable String username,
            @QueryParam("disabled") @Pattern(regexp = "true|false") @Nullable String disabled,
            @QueryParam("group") @Size(max = 200) @Nullable String group,
            @QueryParam("role") @Size(max = 200) @Nullable String role,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("after") @Size(max = 2000) @Nullable String after) {
        caller.with(Scope.ADMIN);
        UserQuery asked =
                UserQuery.of(query, username, disabled == null ? null : Boolean.valueOf(disabled), group, role);
        return (after == null ? Optional.of(UserQuery.Cursor.start(asked)) : UserQuery.Cursor.parse(after))
                .map(cursor -> shown(administration.page(asked, cursor, limit)))
                .orElseGet(() -> invalid("after", "must be what the page before gave as next"));
    }

    @GET
    @Path("/{id: " + ID + "}")
    @RequiresCaller
    public Response user(@PathParam("id") UUID id) {
        caller.with(Scope.ADMIN);
        return users.account(id)
                .map(account -> UserAnswers.shown(full(account), account))
                .orElseGet(UserAnswers::absent);
    }

    /** Standard claims by a merge patch (RFC 7396), {@code disabled} and {@code admin}: all of it or nothing; If-Match makes it conditional. */
    @PATCH
    @Path("/{id: " + ID + "}")
    @Consumes({MediaType.APPLICATION_JSON, UserAnswers.MERGE_PATCH})
    @RequiresCaller
    public Response change(
            @PathParam("id") UUID id, @NotNull ObjectNode patch, @HeaderParam("If-Match") @Nullable String ifMatch) {
        caller.with(Scope.ADMIN);
        JsonNode disabled = patch.remove("disabled");
        JsonNode admin = patch.remove("admin");
        if (disabled != null && !disabled.isBoolean()) {
            return invalid("disabled", "must be true or false");
        }
        if (admin != null) {
            caller.firstHand();
            caller.recently();
            if (!admin.isBoolean()) {
                return invalid("admin", "must be true or false");
            }
        }
        return UserAnswers.of(
                administration.change(
                        id,
                        caller.get().subject(),
                        new AdministeredChange(
                                patch,
                                disabled == null ? null : disabled.booleanValue(),
                                admin == null ? null : admin.booleanValue()),
                        EntityTag.ifMatch(ifMatch)),
                this::full);
    }

    private Profile full(Account account) {
        return Profile.full(account).with(memberships.of(account.id()), account.scope());
    }

    /** If-Match makes it conditional. */
    @DELETE
    @Path("/{id: " + ID + "}")
    @RequiresCaller
    public Response remove(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        String actor = caller.with(Scope.ADMIN).subject();
        return UserAnswers.of(administration.remove(id, EntityTag.ifMatch(ifMatch), actor));
    }

    /** Ends all tokens, API keys and sessions of the user. */
    @POST
    @Path("/{id: " + ID + "}/sign-out")
    @Consumes(MediaType.WILDCARD)
    @RequiresCaller
    public Response signOut(@PathParam("id") UUID id) {
        String actor = caller.with(Scope.ADMIN).subject();
        return administration.signOut(id, actor) ? Response.noContent().build() : UserAnswers.absent();
    }

    /** Takes the password away, and ends all that the user holds: nobody signs in by password until there is a new one. */
    @POST
    @Path("/{id: " + ID + "}/password-reset")
    @Consumes(MediaType.WILDCARD)
    @RequiresCaller
    public Response forceReset(@PathParam("id") UUID id) {
        String actor = caller.with(Scope.ADMIN).subject();
        return administration.forceReset(id, actor) ? Response.noContent().build() : UserAnswers.absent();
    }

    private static Response invalid(String field, String message) {
        return Problem.of(400, "invalid_request", "Some fields are missing or out of bounds.")
                .withViolations(List.of(new Problem.Violation(field, message)))
                .response();
    }

    private static Response shown(Object entity) {
        return Response.ok(entity).header("Cache-Control", "no-store").build();
    }
}
