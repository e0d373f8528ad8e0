package dev.gatehouse.common.oauth;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a client presents itself to an OAuth endpoint (RFC 6749, section 2.3.1); pure. */
public final class PresentedClient {
    private static final int LONGEST_ID = 512;
    private static final int LONGEST_SECRET = 256;
    private static final int LONGEST_ASSERTION = 8 * 1024;
    private static final String JWT = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private PresentedClient() {}

    /** What reading gave. */
    public sealed interface Reading permits Presented, Unreadable {}

    /**
     * @param secret null with {@link AuthMethod#none}
     * @param method how the secret came
     * @param assertion a JWT by which the client says who it is (RFC 7523, section 2.2), of which nothing is known but that
     *     it names this client; null for none
     */
    public record Presented(
            String clientId,
            @Nullable String secret,
            AuthMethod method,
            @Nullable String assertion) implements Reading {
        /** By a secret, or by its name alone. */
        public Presented(String clientId, @Nullable String secret, AuthMethod method) {
            this(clientId, secret, method, null);
        }

        /** Keeps secret and assertion out of logs. */
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
        String assertion = form.get("client_assertion");
        if (assertion != null) {
            return authorization.isEmpty() && secret == null
                    ? asserted(assertion, form.get("client_assertion_type"), id)
                    : new Unreadable(OAuthError.request("The client authenticates in two ways at once."));
        }
        if (!authorization.isEmpty()) {
            return basic(authorization.getFirst(), id, secret);
        }
        return id == null
                ? new Unreadable(OAuthError.client("The client did not say who it is."))
                : within(id, secret, AuthMethod.client_secret_post);
    }

    /** Whom it names is read before anything of it is believed: only so is it known whose keys it has to be signed with. */
    private static Reading asserted(String assertion, @Nullable String type, @Nullable String formId) {
        if (!JWT.equals(type)) {
            return new Unreadable(OAuthError.client("There are no client assertions of that type."));
        }
        String subject = assertion.length() > LONGEST_ASSERTION ? null : subject(assertion);
        if (subject == null || subject.isBlank() || subject.length() > LONGEST_ID) {
            return new Unreadable(OAuthError.client("The client assertion cannot be read."));
        }
        return formId == null || formId.equals(subject)
                ? new Presented(subject, null, AuthMethod.none, assertion)
                : new Unreadable(OAuthError.client("client_id is not the client of the assertion."));
    }

    /** Null where it is no JWT with a subject. */
    private static @Nullable String subject(String jwt) {
        String[] parts = jwt.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return new JsonObject(claims).getValue("sub") instanceof String subject ? subject : null;
        } catch (IllegalArgumentException | DecodeException e) {
            return null;
        }
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
