package dev.gatehouse.oauth.answer;

import dev.gatehouse.common.oauth.FormParameters;
import java.util.Map;

/** What leads the browser back to a client. */
public sealed interface Reply {
    /** @param address with the answer in its query */
    record Redirect(String address) implements Reply {}

    /** A form that the browser sends there (OAuth 2.0 Form Post Response Mode). @param fields hidden ones */
    record Form(String address, Map<String, String> fields) implements Reply {}

    /** The parameters in the query of {@code redirectUri}, beside those that it has. */
    static Redirect query(String redirectUri, Map<String, String> parameters) {
        return new Redirect(
                redirectUri + (redirectUri.indexOf('?') < 0 ? "?" : "&") + FormParameters.encode(parameters));
    }
}
