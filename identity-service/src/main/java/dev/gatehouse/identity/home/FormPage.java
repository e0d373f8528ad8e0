package dev.gatehouse.identity.home;

import dev.gatehouse.identity.page.FormField;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the account with one thing to do.
 *
 * @param lead what it is about
 * @param error what was wrong, and is about no field
 * @param username for the browser's password manager, null where no password is asked for
 * @param action the path that the form is sent to
 * @param grave whether it cannot be undone
 * @param back where one goes who does not wish to
 * @param more what else can be sent from here, such as for another mail
 */
public record FormPage(
        String title,
        String lead,
        @Nullable String error,
        @Nullable String username,
        String action,
        List<FormField> fields,
        String button,
        boolean grave,
        String back,
        @Nullable More more) {
    /** A form with nothing but a button. */
    public record More(String action, String text, String button) {}

    static FormPage of(String title, String lead, String action, List<FormField> fields, String button, String back) {
        return new FormPage(title, lead, null, null, action, fields, button, false, back, null);
    }

    FormPage failing(@Nullable String wrong) {
        return new FormPage(title, lead, wrong, username, action, fields, button, grave, back, more);
    }

    FormPage offering(More other) {
        return new FormPage(title, lead, error, username, action, fields, button, grave, back, other);
    }

    /** With a password of that user. */
    FormPage of(String user) {
        return new FormPage(title, lead, error, user, action, fields, button, grave, back, more);
    }

    FormPage forGood() {
        return new FormPage(title, lead, error, username, action, fields, button, true, back, more);
    }

    /** Whether something of what was sent was wrong. */
    public boolean wrong() {
        return error != null || fields.stream().anyMatch(field -> field.error() != null);
    }

    /** The templates; their names are those of the files. */
    @CheckedTemplate(basePath = "home")
    static class Templates {
        private Templates() {}

        static native TemplateInstance form(FormPage page, @Nullable Done done);
    }

    TemplateInstance html() {
        return html(null);
    }

    /** @param done before the page was shown, null for nothing */
    TemplateInstance html(@Nullable Done done) {
        return Templates.form(this, done);
    }
}
