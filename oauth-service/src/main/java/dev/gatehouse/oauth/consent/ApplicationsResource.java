package dev.gatehouse.oauth.consent;

import dev.gatehouse.common.caller.Visit;
import dev.gatehouse.common.caller.Visitor;
import dev.gatehouse.common.caller.Visitor.Demand;
import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.page.Frame;
import dev.gatehouse.common.page.SentForm;
import dev.gatehouse.common.problem.PeerAway;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.page.Pages;
import dev.gatehouse.oauth.page.Pages.Applications;
import dev.gatehouse.oauth.page.Pages.Connected;
import dev.gatehouse.oauth.page.Pages.TakenBack;
import dev.gatehouse.oauth.texts.ScopeTextStore;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The page of the applications that a user has allowed something, and taking that back; works without JavaScript. */
@Path(ApplicationsResource.PATH)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class ApplicationsResource {
    static final String PATH = "/account/applications";
    private static final String DONE = "taken-back";
    private static final int LONGEST_TOKEN = 128;
    private static final int LONGEST_ID = 64;
    private final Visitor visitor;
    private final ConsentStore consents;
    private final Withdrawal withdrawal;
    private final ScopeTextStore texts;

    ApplicationsResource(Visitor visitor, ConsentStore consents, Withdrawal withdrawal, ScopeTextStore texts) {
        this.texts = texts;
        this.visitor = visitor;
        this.consents = consents;
        this.withdrawal = withdrawal;
    }

    /** @param done what the visitor has just done, as the answer to the form says it */
    @GET
    public Response show(@QueryParam("done") @Nullable String done, @Context HttpHeaders headers) {
        return switch (visitor.opens(PATH, headers, Demand.SIGNED_IN)) {
            case Visit.Known known -> page(known, DONE.equals(done) ? TakenBack.DONE : TakenBack.NOTHING, "");
            case Visit.Elsewhere elsewhere -> elsewhere.answer();
        };
    }

    /** Takes back what the form names; once it is gone, that is what was wanted, whoever did it. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response takeBack(String body, @Context HttpHeaders headers) {
        SentForm form = SentForm.of(body);
        String csrfToken = form.field("csrf_token", LONGEST_TOKEN);
        return switch (visitor.sends(PATH, headers, csrfToken, Demand.SIGNED_IN)) {
            case Visit.Known known -> takenBack(known, form.field("client_id", LONGEST_ID));
            case Visit.Elsewhere elsewhere -> elsewhere.answer();
        };
    }

    private Response takenBack(Visit.Known known, String clientId) {
        try {
            withdrawal.of(user(known), clientId);
        } catch (PeerAway e) {
            return page(known, TakenBack.HALF, clientId);
        }
        return Response.status(303)
                .header("Location", PATH + "?done=" + DONE)
                .header("Cache-Control", "no-store")
                .build();
    }

    private Response page(Visit.Known known, TakenBack takenBack, String clientId) {
        List<Connected> connected = consents.ofUser(user(known)).stream()
                .map(each -> new Connected(each.clientId(), each.clientName(), each.scope(), each.grantedAt()))
                .toList();
        var account = new Frame.Account(String.valueOf(known.caller().username()), known.csrfToken());
        Scope all = Scope.NONE;
        for (Connected each : connected) {
            all = all.plus(each.scope().tokens());
        }
        return Pages.applications(
                new Applications(account, connected, takenBack, clientId), texts.of(all, Language.asked()));
    }

    /** Visitors are users. */
    private static UUID user(Visit.Known known) {
        return UUID.fromString(known.caller().subject());
    }
}
