package dev.gatehouse.identity.home;

import dev.gatehouse.common.caller.Visitor.Demand;
import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.page.Moment;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.factor.FactorKeeping;
import dev.gatehouse.identity.passkey.PasskeyKeeping;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Where one comes who has signed in and goes nowhere else: what the account has, and what it lacks. */
@Path(HomeResource.PATH)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class HomeResource {
    static final String PATH = "/account";
    /** Of the events that are looked through for the last sign-in but this. */
    private static final int LATEST = 20;

    private final Door door;
    private final UserStore users;
    private final FactorKeeping factors;
    private final PasskeyKeeping passkeys;
    private final AuditTrail trail;

    HomeResource(Door door, UserStore users, FactorKeeping factors, PasskeyKeeping passkeys, AuditTrail trail) {
        this.door = door;
        this.users = users;
        this.factors = factors;
        this.passkeys = passkeys;
        this.trail = trail;
    }

    /**
     * What the template shows.
     *
     * @param name what the user is called
     * @param unconfirmed the address that the user has to confirm, null where there is none
     * @param factor whether a second factor is asked for
     * @param codesLeft recovery codes, null where there need not be any
     * @param before the sign-in before this one, null where it is not known
     */
    public record View(
            String name,
            @Nullable String email,
            @Nullable String unconfirmed,
            boolean password,
            boolean factor,
            int passkeys,
            @Nullable Integer codesLeft,
            @Nullable Moment before) {
        /** Whether there are so few recovery codes that others should be made. */
        public boolean fewCodes() {
            return codesLeft != null && codesLeft <= 2;
        }
    }

    /** The templates; their names are those of the files. */
    @CheckedTemplate(basePath = "home")
    static class Templates {
        private Templates() {}

        static native TemplateInstance overview(View page, @Nullable Done done);
    }

    @GET
    public Response page(@QueryParam(Done.PARAMETER) @Nullable String done, @Context HttpHeaders headers) {
        return door.opens(
                PATH,
                headers,
                Demand.SIGNED_IN,
                owner -> AccountPage.shown(owner, Templates.overview(view(owner), Done.named(done))));
    }

    private View view(Owner owner) {
        Account account = users.account(owner.id()).orElseThrow();
        FactorKeeping.Overview kept = factors.overview(owner.id());
        boolean factor = kept.totpSince() != null || kept.emailSince() != null || kept.passkeySince() != null;
        String name = account.claims().name();
        Moments moments = Moments.of(Language.asked(), account.claims().zoneinfo());
        return new View(
                name == null ? account.username() : name,
                account.email(),
                account.emailVerified() ? null : account.email(),
                account.passwordHash() != null,
                factor,
                passkeys.list(owner.id()).size(),
                factor ? kept.recoveryCodesLeft() : null,
                trail.page(owner.id(), null, LATEST).events().stream()
                        .filter(event -> event.event().equals(AuditKind.signed_in.name()))
                        .skip(1)
                        .findFirst()
                        .map(event -> moments.at(event.at()))
                        .orElse(null));
    }
}
