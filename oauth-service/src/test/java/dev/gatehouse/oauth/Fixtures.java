package dev.gatehouse.oauth;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.peer.SessionService.Live;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.ClientAnswers;
import dev.gatehouse.oauth.client.ClientLogout;
import dev.gatehouse.oauth.client.ClientMetadata;
import dev.gatehouse.oauth.client.ClientOrigin;
import dev.gatehouse.oauth.client.ClientPages;
import dev.gatehouse.oauth.client.ClientProof;
import dev.gatehouse.oauth.client.ClientRequests;
import dev.gatehouse.oauth.client.ClientSecret;
import dev.gatehouse.oauth.client.ClientTokens;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.code.CodeGrant;
import dev.gatehouse.oauth.mark.Marks;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What several tests start from. */
public final class Fixtures {
    public static final String CALLBACK = "https://app.example/cb";
    /** The pair of RFC 7636, appendix B. */
    public static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    public static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private Fixtures() {}

    /** The resource that {@link #client} may ask tokens for, beside another. */
    public static final String RESOURCE = "https://orders.example/api";

    public static final String OTHER_RESOURCE = "urn:example:stock";

    public static RegisteredClient client(AuthMethod method, String secret, GrantType... grants) {
        return new RegisteredClient(
                "client-1",
                "An application",
                List.of(CALLBACK),
                Set.of(grants),
                Scope.of("openid", "profile", "offline_access", "orders:read"),
                method,
                Format.jwt,
                method == AuthMethod.none ? List.of() : List.of(ClientSecret.of(Secrets.sha256(secret), Instant.EPOCH)),
                List.of(),
                new ClientTokens(
                        null, null, null, "ES256", "RS256", List.of(RESOURCE, OTHER_RESOURCE), Map.of(), false),
                ClientProof.ORDINARY,
                ClientRequests.ORDINARY,
                ClientAnswers.ORDINARY,
                ClientLogout.ORDINARY,
                ClientPages.ORDINARY,
                ClientOrigin.ADMINISTRATOR,
                Instant.EPOCH,
                Instant.EPOCH,
                0);
    }

    /** The same client by another id, and with other redirect URIs. */
    public static RegisteredClient named(RegisteredClient client, String clientId, List<String> redirectUris) {
        return but(client, clientId, redirectUris);
    }

    /** The same client, but for these parts of its registration. */
    public static RegisteredClient but(RegisteredClient client, Record... parts) {
        return but(client, client.clientId(), client.redirectUris(), parts);
    }

    private static RegisteredClient but(
            RegisteredClient client, String clientId, List<String> redirectUris, Record... parts) {
        return new RegisteredClient(
                clientId,
                client.clientName(),
                redirectUris,
                client.grantTypes(),
                client.scope(),
                client.authMethod(),
                client.format(),
                client.secrets(),
                client.mayActFor(),
                one(client.tokens(), parts),
                one(client.proof(), parts),
                one(client.requests(), parts),
                one(client.answers(), parts),
                one(client.logout(), parts),
                one(client.pages(), parts),
                one(client.origin(), parts),
                client.createdAt(),
                client.updatedAt(),
                client.version());
    }

    /** That of {@code parts} which is of the kind of {@code own}, else that. */
    private static <P extends Record> P one(P own, Record... parts) {
        for (Record part : parts) {
            if (own.getClass().isInstance(part)) {
                @SuppressWarnings("unchecked")
                P other = (P) part;
                return other;
            }
        }
        return own;
    }

    /**
     * What a code of the user stands for that was given now, with {@link #CHALLENGE}.
     *
     * @param dpopJkt the key that it is bound to; null for none
     */
    public static CodeGrant code(String clientId, UUID user, List<String> resources, @Nullable String dpopJkt) {
        return new CodeGrant(
                clientId,
                CALLBACK,
                CHALLENGE,
                "n",
                user,
                "ann",
                Scope.of("openid"),
                "sid",
                Instant.now(),
                List.of("pwd"),
                Instant.now(),
                resources,
                CodeGrant.AskedClaims.NONE,
                List.of(),
                dpopJkt,
                null);
    }

    public static Live session(Instant authTime) {
        return new Live(
                "sid-1",
                new UUID(0, 1),
                "ann",
                Scope.of("openid", "profile", "email", "account", "offline_access"),
                List.of("pwd"),
                authTime,
                "csrf",
                null,
                null);
    }

    /** Under the first of the secrets; all are accepted. */
    public static Marks marks(String... secrets) {
        return new Marks(() -> List.of(secrets));
    }

    /** Metadata that says nothing of the tokens. */
    public static ClientMetadata metadata(
            @Nullable String clientName,
            @Nullable List<String> redirectUris,
            @Nullable List<String> grantTypes,
            @Nullable List<String> responseTypes,
            @Nullable Scope scope,
            @Nullable String tokenEndpointAuthMethod,
            @Nullable Format accessTokenFormat,
            @Nullable List<String> mayActFor) {
        return new ClientMetadata(
                clientName,
                redirectUris,
                grantTypes,
                responseTypes,
                scope,
                tokenEndpointAuthMethod,
                accessTokenFormat,
                mayActFor,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }

    /** Registers a confidential client that may use every grant, and ask tokens for {@code resources}. */
    public static ClientAdministration.Saved registerFor(ClientAdministration administration, String... resources) {
        var asked = new ClientMetadata(
                "An application",
                List.of(CALLBACK),
                Arrays.stream(GrantType.values()).map(GrantType::value).toList(),
                null,
                Scope.of("openid", "orders:read"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(resources),
                null,
                null,
                Map.of());
        return assertInstanceOf(ClientAdministration.Saved.class, administration.register(asked));
    }

    /** Registers a client of that token_endpoint_auth_method. */
    public static ClientAdministration.Saved register(ClientAdministration administration, String method) {
        boolean open = method.equals("none");
        var asked = metadata(
                "An application",
                List.of(CALLBACK),
                open ? List.of("authorization_code") : List.of("authorization_code", "client_credentials"),
                null,
                Scope.of("openid", "profile", "orders:read"),
                method,
                null,
                null);
        return assertInstanceOf(ClientAdministration.Saved.class, administration.register(asked));
    }
}
