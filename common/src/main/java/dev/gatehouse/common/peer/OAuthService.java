package dev.gatehouse.common.peer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What oauth-service offers to the other services. */
@RegisterForReflection(ignoreNested = false)
public interface OAuthService {
    String NAME = "oauth-service";

    /** Authenticates a client for introspection and revocation (RFC 6749, section 2.3). */
    Uni<ClientAuthentication> authenticate(Presentation presented);

    /**
     * A session has ended, so that clients are told who had tokens of it; the tokens themselves are revoked. Can come more
     * than once.
     */
    Uni<Void> ended(SessionEnded ended);

    /**
     * What a browser opens in frames when it is signed out of a session, so that clients forget the user there, too (OpenID
     * Connect Front-Channel Logout 1.0). To be asked before the session ends.
     */
    Uni<Frames> frames(String sid);

    /** What a user lets clients do, the latest first, up to {@link #MOST_CONSENTS}. */
    Uni<Consents> consentsOf(UUID user);

    /** Forgets all of it, of a user who is removed. */
    Uni<Void> forget(UUID user);

    /** So many consents are in one answer. */
    int MOST_CONSENTS = 500;

    /**
     * @param frames absolute addresses
     * @param elsewhere where the session began; null where nothing is to be offered there
     */
    record Frames(List<String> frames, @Nullable Elsewhere elsewhere) {
        public static final Frames NONE = new Frames(List.of(), null);
    }

    /**
     * Where the user can sign out, too (OpenID Connect RP-Initiated Logout 1.0).
     *
     * @param name of the provider, as users read it
     * @param address that does it
     */
    record Elsewhere(String name, String address) {
        /** Keeps the ID token in the address out of logs. */
        @Override
        public String toString() {
            return "Elsewhere[" + name + "]";
        }
    }

    record Consents(List<Consent> consents) {}

    record Consent(String clientId, String clientName, Scope scope, Instant grantedAt) {}

    /**
     * What a client has shown of itself. Whether that proves it is said by what it is registered for.
     *
     * @param clientSecret null where it shows none
     * @param method how the secret came; {@code none} without one
     * @param assertion a JWT by which it says who it is (RFC 7523, section 2.2), not looked at yet; null for none
     * @param certificate of its connection (RFC 8705, section 2), DER in base64, not looked at yet; null for none
     */
    record Presentation(
            @NotBlank @Size(max = 512) String clientId,
            @Nullable @Size(max = 256) String clientSecret,
            @NotNull AuthMethod method,
            @Nullable @Size(max = 8192) String assertion,
            @Nullable @Size(max = 16384) String certificate) {
        /** Keeps secret and assertion out of logs. */
        @Override
        public String toString() {
            return "Presentation[" + clientId + ", " + method + "]";
        }
    }

    /**
     * @param subject whose session it was
     * @param since when it ended
     */
    record SessionEnded(
            @NotBlank @Size(max = 64) String sid,
            @NotNull UUID subject,
            @NotNull Instant since) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Client.class, name = "client"),
        @JsonSubTypes.Type(value = InvalidClient.class, name = "invalid_client")
    })
    sealed interface ClientAuthentication permits Client, InvalidClient {}

    /**
     * @param confidential whether it proved who it is
     * @param resources the URIs that it is registered for (RFC 8707)
     */
    record Client(String clientId, boolean confidential, Scope scope, List<String> resources)
            implements ClientAuthentication {
        public Client {
            // A replica of the version before says nothing of them.
            resources = Objects.requireNonNullElse(resources, List.of());
        }
    }

    record InvalidClient() implements ClientAuthentication {}
}
