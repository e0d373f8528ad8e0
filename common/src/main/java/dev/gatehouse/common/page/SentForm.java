package dev.gatehouse.common.page;

import dev.gatehouse.common.oauth.FormParameters;
import org.jspecify.annotations.Nullable;

/** The fields of a form that was sent; one that cannot be read has none. */
public final class SentForm {
    private final FormParameters fields;

    private SentForm(FormParameters fields) {
        this.fields = fields;
    }

    public static SentForm of(@Nullable String body) {
        try {
            return new SentForm(FormParameters.parse(body));
        } catch (IllegalArgumentException e) {
            return new SentForm(FormParameters.NONE);
        }
    }

    /** Empty where it was left out, or is longer. */
    public String field(String name, int longest) {
        String value = fields.get(name);
        return value == null || value.length() > longest ? "" : value;
    }
}
