package dev.gatehouse.session.devices;

import dev.gatehouse.common.caller.Visit;
import dev.gatehouse.common.caller.Visitor;
import dev.gatehouse.common.caller.Visitor.Demand;
import dev.gatehouse.common.page.Frame;
import dev.gatehouse.common.page.SentForm;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.session.devices.DevicesPage.Done;
import dev.gatehouse.session.session.Session;
import dev.gatehouse.session.session.Sessions;
import dev.gatehouse.session.session.SignOutCookies;
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
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The page of where a user is signed in, and signing out there; works without JavaScript. */
@Path(DevicesResource.PATH)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class DevicesResource {
    static final String PATH = "/account/devices";
    private static final String SIGNED_OUT = "/logout";
    private static final int LONGEST = 128;
    private final Visitor visitor;
    private final Sessions sessions;

    DevicesResource(Visitor visitor, Sessions sessions) {
        this.visitor = visitor;
        this.sessions = sessions;
    }

    /** @param done what the visitor has just done, as the answer to the form says it */
    @GET
    public Response show(@QueryParam("done") @Nullable String done, @Context HttpHeaders headers) {
        return switch (visitor.opens(PATH, headers, Demand.SIGNED_IN)) {
            case Visit.Known known -> page(known, done(done, known));
            case Visit.Elsewhere elsewhere -> elsewhere.answer();
        };
    }

    /** Signs one out; once it is, that is what was wanted, whoever did it. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signOut(String body, @Context HttpHeaders headers) {
        SentForm form = SentForm.of(body);
        return sent(form, headers, known -> {
            String sid = form.field("device", LONGEST);
            sessions.end(user(known), sid).await().indefinitely();
            return sid.equals(sid(known)) ? signedOut() : back(Done.ONE, known);
        });
    }

    /** Signs out all but the one that the form is sent from. */
    @POST
    @Path("/others")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signOutOthers(String body, @Context HttpHeaders headers) {
        return sent(SentForm.of(body), headers, known -> {
            sessions.endAll(user(known), sid(known)).await().indefinitely();
            return back(Done.OTHERS, known);
        });
    }

    @POST
    @Path("/all")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signOutAll(String body, @Context HttpHeaders headers) {
        return sent(SentForm.of(body), headers, known -> {
            sessions.endAll(user(known), null).await().indefinitely();
            return signedOut();
        });
    }

    private Response sent(SentForm form, HttpHeaders headers, Function<Visit.Known, Response> doing) {
        String csrfToken = form.field("csrf_token", LONGEST);
        return switch (visitor.sends(PATH, headers, csrfToken, Demand.SIGNED_IN)) {
            case Visit.Known known -> doing.apply(known);
            case Visit.Elsewhere elsewhere -> elsewhere.answer();
        };
    }

    private Response page(Visit.Known known, Done done) {
        List<Session> all = sessions.ofUser(user(known)).await().indefinitely();
        var account = new Frame.Account(String.valueOf(known.caller().username()), known.csrfToken());
        return DevicesPage.answer(account, all, sid(known), done);
    }

    /** Nothing, where it is not what this session was answered: no link of others has the page say what was not done. */
    private static Done done(@Nullable String said, Visit.Known known) {
        return Arrays.stream(Done.values())
                .filter(each -> said != null && Secrets.equal(said(each, known), said))
                .findFirst()
                .orElse(Done.NOTHING);
    }

    private static Response back(Done what, Visit.Known known) {
        return leadTo(PATH + "?done=" + said(what, known)).build();
    }

    private static String said(Done what, Visit.Known known) {
        return Secrets.mac(known.csrfToken(), "done:" + what.name());
    }

    /** Without a session, that page says so. */
    private static Response signedOut() {
        return SignOutCookies.on(leadTo(SIGNED_OUT)).build();
    }

    private static Response.ResponseBuilder leadTo(String path) {
        // As text: a URI object would be resolved against the address that the proxy sees.
        return Response.status(303).header("Location", path).header("Cache-Control", "no-store");
    }

    /** Visitors are users. */
    private static UUID user(Visit.Known known) {
        return UUID.fromString(known.caller().subject());
    }

    /** Visitors come by cookie, and so have a session. */
    private static String sid(Visit.Known known) {
        String sid = known.caller().sid();
        if (sid == null) {
            throw new IllegalStateException("a visitor without a session");
        }
        return sid;
    }
}
