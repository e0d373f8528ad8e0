package dev.gatehouse.identity.home;

import dev.gatehouse.common.caller.Visitor.Demand;
import dev.gatehouse.common.page.SentForm;
import dev.gatehouse.common.page.Wait;
import dev.gatehouse.identity.email.EmailResource.NewAddress;
import dev.gatehouse.identity.email.Emails;
import dev.gatehouse.identity.page.FormField;
import dev.gatehouse.identity.password.HashingBusy;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.UserStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Validator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Another e-mail address, and another mail to confirm the one that there is. */
@Path(EmailPageResource.PATH)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class EmailPageResource {
    static final String PATH = "/account/profile/email";
    private final Door door;
    private final UserStore users;
    private final Emails emails;
    private final Validator validator;

    EmailPageResource(Door door, UserStore users, Emails emails, Validator validator) {
        this.door = door;
        this.users = users;
        this.emails = emails;
        this.validator = validator;
    }

    /** What was wrong; each null where nothing was. */
    private record Wrong(
            @Nullable String all,
            @Nullable String email,
            @Nullable String password) {
        static final Wrong NOTHING = new Wrong(null, null, null);
    }

    @GET
    public Response page(@Context HttpHeaders headers) {
        return door.opens(
                PATH,
                headers,
                Demand.RECENTLY,
                owner -> AccountPage.shown(owner, form(owner, "", Wrong.NOTHING).html()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(@Nullable String body, @Context HttpHeaders headers) {
        SentForm form = SentForm.of(body);
        return door.sends(PATH, headers, form, Demand.RECENTLY, owner -> change(owner, form));
    }

    private Response change(Owner owner, SentForm form) {
        HomeTexts texts = Texts.here();
        SecurityTexts security = Texts.ofSecurity();
        String password = form.field("password", 256);
        var asked = new NewAddress(form.field("email", 254).strip(), password.isEmpty() ? null : password);
        if (!validator.validate(asked).isEmpty()) {
            return again(422, owner, asked, new Wrong(null, texts.addressWrong(), null));
        }
        try {
            return switch (emails.change(owner.id(), asked.email(), asked.password())) {
                case Emails.Sent() -> AccountPage.leadTo(ProfileResource.PATH, Done.address_mailed);
                case Emails.SameAddress(), Emails.NothingToConfirm() ->
                    again(409, owner, asked, new Wrong(null, texts.addressSame(), null));
                case Emails.WrongPassword() ->
                    again(422, owner, asked, new Wrong(null, null, security.passwordWrong()));
                case Emails.Wait(int seconds) ->
                    again(429, owner, asked, new Wrong(texts.pause(Wait.words(seconds)), null, null));
                case Emails.Busy() -> again(503, owner, asked, new Wrong(texts.busy(), null, null));
            };
        } catch (HashingBusy e) {
            return again(503, owner, asked, new Wrong(texts.busy(), null, null));
        }
    }

    private Response again(int status, Owner owner, NewAddress asked, Wrong wrong) {
        return AccountPage.after(
                        status, owner, PATH, form(owner, asked.email(), wrong).html())
                .build();
    }

    private FormPage form(Owner owner, String email, Wrong wrong) {
        HomeTexts texts = Texts.here();
        SecurityTexts security = Texts.ofSecurity();
        Account account = users.account(owner.id()).orElseThrow();
        String old = account.email();
        var fields = new ArrayList<FormField>();
        fields.add(FormField.of("email", texts.newAddress(), "email", email, "email", 254)
                .with(null, wrong.email()));
        if (account.passwordHash() != null) {
            fields.add(FormField.password("password", security.passwordNow(), wrong.password()));
        }
        String lead = old == null ? texts.addressLead() : texts.addressChangeLead(old);
        return FormPage.of(texts.changeAddress(), lead, PATH, fields, texts.sendMail(), ProfileResource.PATH)
                .of(account.username())
                .failing(wrong.all());
    }

    /** Another mail to confirm the address with. */
    @POST
    @Path("/confirmation")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response sendAgain(@Nullable String body, @Context HttpHeaders headers) {
        return door.sends(ProfileResource.PATH, headers, SentForm.of(body), Demand.SIGNED_IN, owner -> {
            HomeTexts texts = Texts.here();
            return switch (emails.sendAgain(owner.id())) {
                case Emails.Sent() -> AccountPage.leadTo(ProfileResource.PATH, Done.confirmation_mailed);
                case Emails.Wait(int seconds) ->
                    again(
                            429,
                            owner,
                            new NewAddress("", null),
                            new Wrong(texts.pause(Wait.words(seconds)), null, null));
                case Emails.Busy() -> again(503, owner, new NewAddress("", null), new Wrong(texts.busy(), null, null));
                // It was confirmed meanwhile.
                case Emails.NothingToConfirm(), Emails.SameAddress(), Emails.WrongPassword() ->
                    AccountPage.leadTo(ProfileResource.PATH);
            };
        });
    }
}
