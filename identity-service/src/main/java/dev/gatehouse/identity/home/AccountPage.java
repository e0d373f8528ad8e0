package dev.gatehouse.identity.home;

import dev.gatehouse.common.page.Frame;
import dev.gatehouse.common.page.Framed;
import dev.gatehouse.common.page.HtmlPage;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.Response;

/** How the owner is answered. */
final class AccountPage {
    private AccountPage() {}

    /** The page that was asked for. */
    static Response shown(Owner owner, TemplateInstance page, HtmlPage.Trait... traits) {
        return HtmlPage.of(200, Framed.html(page, Frame.here().of(account(owner))), traits)
                .build();
    }

    /** A page for whoever has sent a form. @param place where the form is */
    static Response.ResponseBuilder after(
            int status, Owner owner, String place, TemplateInstance page, HtmlPage.Trait... traits) {
        return HtmlPage.of(status, Framed.html(page, Frame.here().at(place).of(account(owner))), traits);
    }

    /** On to a page, so that nothing is sent twice where it is loaded once more. */
    static Response leadTo(String path) {
        // As text: a URI object would be resolved against the address that the proxy sees.
        return Response.status(303)
                .header("Location", path)
                .header("Cache-Control", "no-store")
                .build();
    }

    /** The same, where it is said what was done. */
    static Response leadTo(String path, Done done) {
        return leadTo(path + "?" + Done.PARAMETER + "=" + done);
    }

    private static Frame.Account account(Owner owner) {
        return new Frame.Account(owner.username(), owner.csrfToken());
    }
}
