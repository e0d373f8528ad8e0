package dev.gatehouse.oauth.token;

import dev.gatehouse.oauth.client.AuthMethod;
import dev.gatehouse.oauth.parameters.Parameters;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Reads how a client presents itself at the token endpoint (RFC 6749, section 2.3.1); pure. */
final class PresentedClient {
    private static final String BASIC = "basic ";
    private static final int LONGEST = 256;

    private PresentedClient() {}

    sealed interface Reading permits Presented, Unreadable {}

    /** @param secret null with {@link AuthMethod#none} */
    record Presented(String clientId, @Nullable String secret, AuthMethod method) implements Reading {}

    record Unreadable(Refused answer) implements Reading {}

    static Reading read(@Nullable String authorization, Parameters form) {
        String id = form.get("client_id");
        String secret = form.get("client_secret");
        if (authorization != null) {
            return basic(authorization, id, secret);
        }
        if (id == null) {
            return new Unreadable(Refused.client("The client did not say who it is."));
        }
        if (id.length() > LONGEST || (secret != null && secret.length() > LONGEST)) {
            return new Unreadable(Refused.client("There is no such client, or the secret is wrong."));
        }
        return new Presented(id, secret, secret == null ? AuthMethod.none : AuthMethod.client_secret_post);
    }

    private static Reading basic(String authorization, @Nullable String formId, @Nullable String formSecret) {
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return new Unreadable(Refused.client("Clients authenticate here by Basic, by form, or not at all."));
        }
        if (formSecret != null) {
            return new Unreadable(Refused.request("The client authenticates in two ways at once."));
        }
        String id;
        String secret;
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            String pair = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            int cut = pair.indexOf(':');
            if (cut < 1) {
                throw new IllegalArgumentException("no colon");
            }
            id = Parameters.decode(pair.substring(0, cut));
            secret = Parameters.decode(pair.substring(cut + 1));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return new Unreadable(Refused.client("The Authorization header cannot be read."));
        }
        if (formId != null && !formId.equals(id)) {
            return new Unreadable(Refused.request("client_id is not the client of the Authorization header."));
        }
        return new Presented(id, secret, AuthMethod.client_secret_basic);
    }
}
