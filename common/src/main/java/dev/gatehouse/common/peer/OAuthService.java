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
    Uni<ClientAuthentication> authenticate(ClientCredentials credentials);

    /** What a user lets clients do, the latest first, up to {@link #MOST_CONSENTS}. */
    Uni<Consents> consentsOf(UUID user);

    /** Forgets all of it, of a user who is removed. */
    Uni<Void> forget(UUID user);

    /** So many consents are in one answer. */
    int MOST_CONSENTS = 500;

    record Consents(List<Consent> consents) {}

    record Consent(String clientId, String clientName, Scope scope, Instant grantedAt) {}

    /** @param clientSecret null for a public client, which only names itself */
    record ClientCredentials(
            @NotBlank @Size(max = 255) String clientId,
            @Nullable @Size(max = 256) String clientSecret,
            @NotNull AuthMethod method) {
        /** Keeps the secret out of logs. */
        @Override
        public String toString() {
            return "ClientCredentials[" + clientId + ", " + method + "]";
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Client.class, name = "client"),
        @JsonSubTypes.Type(value = InvalidClient.class, name = "invalid_client")
    })
    sealed interface ClientAuthentication permits Client, InvalidClient {}

    /**
     * @param confidential whether it proved itself with a secret
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
