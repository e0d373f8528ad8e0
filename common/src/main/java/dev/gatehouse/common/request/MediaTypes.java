package dev.gatehouse.common.request;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a Content-Type header says; pure. */
final class MediaTypes {
    /** What a body without a readable type is taken for (RFC 9110, section 8.3). */
    static final String UNKNOWN = "application/octet-stream";

    private static final String ORDINARY = "application/json";
    private static final String TOKEN = "[!#$%&'+.^_`|~0-9A-Za-z-]+";
    private static final Pattern FORM =
            Pattern.compile(TOKEN + "/" + TOKEN + "([ \\t]*;[ \\t]*(" + TOKEN + "=(" + TOKEN + "|\"[^\"\\\\]*\"))?)*");

    private MediaTypes() {}

    /** Whether {@code header} is one media type, without wildcards (RFC 9110, section 8.3.1). */
    static boolean readable(@Nullable String header) {
        return ORDINARY.equals(header) || isOne(header);
    }

    private static boolean isOne(@Nullable String header) {
        return header != null
                && header.length() <= 255
                && FORM.matcher(header.strip()).matches();
    }
}
