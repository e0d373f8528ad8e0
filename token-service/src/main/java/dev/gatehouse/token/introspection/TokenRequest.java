package dev.gatehouse.token.introspection;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.oauth.PresentedClient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call about a token, as both endpoints take it (RFC 7662, section 2.1; RFC 7009, section 2.1); pure. */
final class TokenRequest {
    private TokenRequest() {}

    sealed interface Reading permits About, Unreadable {}

    record About(String token, PresentedClient.Presented client) implements Reading {
        /** Keeps the token out of logs. */
        @Override
        public String toString() {
            return "About[a token, " + client + "]";
        }
    }

    record Unreadable(OAuthError answer) implements Reading {}

    /**
     * Reads the form. {@code token_type_hint} is not needed, for tokens tell their kind by themselves, and is ignored.
     *
     * @param authorization every such header
     */
    static Reading read(@Nullable String body, List<String> authorization) {
        FormParameters form;
        try {
            form = FormParameters.parse(body);
        } catch (IllegalArgumentException e) {
            return new Unreadable(OAuthError.request("The form cannot be read."));
        }
        if (!form.repeated().isEmpty()) {
            return new Unreadable(OAuthError.request("A parameter comes more than once."));
        }
        return switch (PresentedClient.read(authorization, form)) {
            case PresentedClient.Unreadable(OAuthError answer) -> new Unreadable(answer);
            case PresentedClient.Presented client -> {
                String token = form.get("token");
                yield token == null
                        ? new Unreadable(OAuthError.request("The parameter token is missing."))
                        : new About(token, client);
            }
        };
    }
}
