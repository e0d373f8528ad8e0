package dev.gatehouse.identity.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a form, with all that is said beside it; the template {@code page/field} shows it.
 *
 * @param name also its id
 * @param type as HTML has it, or {@code code} for a code that is typed, {@code digits} for one without letters, or {@code select}
 * @param value empty of a password, which no page repeats
 * @param autocomplete as HTML has it
 * @param longest characters
 * @param hint null where there is nothing to say
 * @param error what was wrong with what was sent, null where nothing was
 * @param options of a {@code select}
 */
public record FormField(
        String name,
        String label,
        String type,
        String value,
        String autocomplete,
        int longest,
        boolean required,
        @Nullable String hint,
        @Nullable String error,
        List<Options> options) {
    /** Some of what can be chosen. @param label empty where they need no name together */
    public record Options(String label, List<Option> options) {}

    /** One that can be chosen. */
    public record Option(String value, String label, boolean chosen) {}

    /** One that has to be filled in. */
    public static FormField of(String name, String label, String type, String value, String autocomplete, int longest) {
        return new FormField(name, label, type, value, autocomplete, longest, true, null, null, List.of());
    }

    /** The current password. */
    public static FormField password(String name, String label, @Nullable String error) {
        return of(name, label, "password", "", "current-password", 256).with(null, error);
    }

    /** A one-time password, or a recovery code. */
    public static FormField code(String label, @Nullable String hint, @Nullable String error) {
        return of("code", label, "code", "", "one-time-code", 64).with(hint, error);
    }

    /** A one-time password alone: a phone shows its keys for digits. */
    public static FormField digits(String label, @Nullable String error) {
        return of("code", label, "digits", "", "one-time-code", 64).with(null, error);
    }

    /** With what is said of it. */
    public FormField with(@Nullable String said, @Nullable String wrong) {
        return new FormField(name, label, type, value, autocomplete, longest, required, said, wrong, options);
    }

    /** What assistive technology reads with it: ids, empty where there is none. */
    public String describedBy() {
        String hints = hint == null ? "" : name + "-hint";
        return error == null ? hints : (hints + " " + name + "-error").strip();
    }
}
