package dev.gatehouse.common.oauth;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a client presents itself to an OAuth endpoint (RFC 6749, section 2.3.1); pure. */
public final class PresentedClient {
    private static final int LONGEST_ID = 255;
    private static final int LONGEST_SECRET = 256;

    private PresentedClient() {}

    /** What reading gave. */
    public sealed interface Reading permits Presented, Unreadable {}

    /** @param secret null with {@link AuthMethod#none} */
    public record Presented(String clientId, @Nullable String secret, AuthMethod method) implements Reading {
        /** Keeps the secret out of logs. */
        @Override
        public String toString() {
            return "Presented[" + clientId + ", " + method + "]";
        }
    }

    /** It cannot be read, or is not said, or is said twice. */
    public record Unreadable(OAuthError answer) implements Reading {}

    /** @param authorization every such header */
    public static Reading read(List<String> authorization, FormParameters form) {
        if (authorization.size() > 1) {
            return new Unreadable(OAuthError.request("There is more than one Authorization header."));
        }
        String id = form.get("client_id");
        String secret = form.get("client_secret");
        if (!authorization.isEmpty()) {
            return basic(authorization.getFirst(), id, secret);
        }
        return id == null
                ? new Unreadable(OAuthError.client("The client did not say who it is."))
                : within(id, secret, AuthMethod.client_secret_post);
    }

    private static Reading basic(String authorization, @Nullable String formId, @Nullable String formSecret) {
        if (formSecret != null) {
            return new Unreadable(OAuthError.request("The client authenticates in two ways at once."));
        }
        Optional<BasicCredentials> sent = BasicCredentials.read(authorization);
        if (sent.isEmpty()) {
            return new Unreadable(OAuthError.client("The Authorization header is not one of Basic that can be read."));
        }
        String id;
        String secret;
        try {
            id = FormParameters.decode(sent.get().user());
            secret = FormParameters.decode(sent.get().password());
        } catch (IllegalArgumentException e) {
            return new Unreadable(OAuthError.client("The Authorization header is not form-encoded inside."));
        }
        if (formId != null && !formId.equals(id)) {
            return new Unreadable(OAuthError.request("client_id is not the client of the Authorization header."));
        }
        // An empty password is no secret (RFC 6749, section 2.3.1).
        return within(id, secret.isEmpty() ? null : secret, AuthMethod.client_secret_basic);
    }

    /** @param method by which a secret would have come */
    private static Reading within(String id, @Nullable String secret, AuthMethod method) {
        boolean fits =
                !id.isBlank() && id.length() <= LONGEST_ID && (secret == null || secret.length() <= LONGEST_SECRET);
        return fits
                ? new Presented(id, secret, secret == null ? AuthMethod.none : method)
                : new Unreadable(OAuthError.UNKNOWN_CLIENT);
    }
}
