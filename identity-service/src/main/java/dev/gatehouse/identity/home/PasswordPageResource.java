package dev.gatehouse.identity.home;

import dev.gatehouse.common.caller.Visitor.Demand;
import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.page.SentForm;
import dev.gatehouse.common.page.Wait;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.problem.PeerAway;
import dev.gatehouse.identity.newpassword.NewPassword;
import dev.gatehouse.identity.page.FormField;
import dev.gatehouse.identity.page.Page;
import dev.gatehouse.identity.page.PageTexts;
import dev.gatehouse.identity.password.HashingBusy;
import dev.gatehouse.identity.password.Objection;
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

/** Another password, for whoever knows the one that there is. */
@Path(PasswordPageResource.PATH)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class PasswordPageResource {
    static final String PATH = SecurityPage.PATH + "/password";
    private final Door door;
    private final NewPassword passwords;

    PasswordPageResource(Door door, NewPassword passwords) {
        this.door = door;
        this.passwords = passwords;
    }

    @GET
    public Response page(@Context HttpHeaders headers) {
        return door.opens(
                PATH,
                headers,
                Demand.SIGNED_IN,
                owner -> AccountPage.shown(owner, form(owner, null, null).html()));
    }

    /** Ends all that the user holds, the session at hand included. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(@Nullable String body, @Context HttpHeaders headers) {
        SentForm form = SentForm.of(body);
        return door.sends(PATH, headers, form, Demand.SIGNED_IN, owner -> change(owner, form));
    }

    private Response change(Owner owner, SentForm form) {
        HomeTexts texts = Texts.here();
        SecurityTexts security = Texts.ofSecurity();
        String current = form.field("current", 256);
        String password = form.field("password", 256);
        if (current.isEmpty()) {
            return again(422, owner, form(owner, security.passwordWrong(), null));
        }
        try {
            return switch (passwords.change(owner.id(), current, password)) {
                case NewPassword.Changed() -> changed();
                case NewPassword.Wrong(), NewPassword.BadToken() ->
                    again(422, owner, form(owner, security.passwordWrong(), null));
                case NewPassword.Weak(Objection objection) ->
                    again(
                            422,
                            owner,
                            form(owner, null, Page.texts(Language.asked()).weak(objection)));
                case NewPassword.NoPassword() -> AccountPage.leadTo(SecurityPage.PATH);
                case NewPassword.Wait(int seconds) ->
                    again(429, owner, form(owner, null, null).failing(texts.pause(Wait.words(seconds))));
            };
        } catch (HashingBusy | PeerAway e) {
            return again(503, owner, form(owner, null, null).failing(texts.busy()));
        }
    }

    /** Nobody is signed in any more. */
    private static Response changed() {
        Language language = Language.asked();
        PageTexts texts = Page.texts(language);
        var link = new Page.Link("/login?return_to=%2Faccount%2Fsecurity", texts.signIn());
        return new Page(language, texts.changedTitle(), texts.changedText(), null, null, link)
                .answer(200)
                .header("Set-Cookie", SessionService.CLEARED_COOKIE)
                .build();
    }

    private static Response again(int status, Owner owner, FormPage page) {
        return AccountPage.after(status, owner, PATH, page.html()).build();
    }

    private static FormPage form(Owner owner, @Nullable String wrong, @Nullable String weak) {
        HomeTexts texts = Texts.here();
        SecurityTexts security = Texts.ofSecurity();
        FormField fresh = FormField.of("password", security.passwordNew(), "password", "", "new-password", 256)
                .with(Page.texts(Language.asked()).registerPasswordHint(), weak);
        return FormPage.of(
                        security.passwordTitle(),
                        security.passwordText(),
                        PATH,
                        List.of(FormField.password("current", security.passwordNow(), wrong), fresh),
                        security.passwordButton(),
                        SecurityPage.PATH)
                .of(owner.username());
    }
}
