package dev.gatehouse.oauth.page;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form that leads to an application.
 *
 * @param what went wrong, null where nothing did; so is what the reader can do next
 * @param goesOn whether the form sends itself
 * @param address of the application
 * @param fields hidden ones
 */
record ReplyPage(
        int status,
        String title,
        @Nullable String what,
        @Nullable String next,
        boolean goesOn,
        String address,
        List<Map.Entry<String, String>> fields,
        String button) {
    static ReplyPage onward(String address, Map<String, String> fields, OAuthTexts t) {
        String host = host(address);
        return new ReplyPage(
                200, t.onward(host), null, null, true, address, List.copyOf(fields.entrySet()), t.toApplication(host));
    }

    static ReplyPage refusal(String address, Map<String, String> fields, OAuthTexts t) {
        String host = host(address);
        return new ReplyPage(
                400,
                t.failed(),
                t.requestRefused(),
                t.nextOnlyIfKnown(host),
                false,
                address,
                List.copyOf(fields.entrySet()),
                t.toApplication(host));
    }

    /** Of an address of a private scheme, that scheme. */
    static String host(String address) {
        String host = URI.create(address).getHost();
        return host == null ? address.split(":", 2)[0] : host;
    }
}
