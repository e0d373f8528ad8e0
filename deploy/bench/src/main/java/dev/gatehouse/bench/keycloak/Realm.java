package dev.gatehouse.bench.keycloak;

import dev.gatehouse.bench.side.CodeRequest;
import dev.gatehouse.bench.side.Http;
import dev.gatehouse.bench.side.Person;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The realm that holds the users, and a client that may do what Gatehouse's may. */
record Realm(String secret) {
    static final String NAME = "bench";
    static final String CLIENT = "bench";

    String authorization() {
        return Http.basic(CLIENT, secret);
    }

    JsonObject representation(List<Person> people) {
        return new JsonObject()
                .put("realm", NAME)
                .put("enabled", true)
                // As Gatehouse signs: Keycloak's default, RS256, costs the JDK several times as much.
                .put("defaultSignatureAlgorithm", "ES256")
                .put("accessTokenLifespan", 300)
                // Refresh tokens rotate, and are good for one use.
                .put("revokeRefreshToken", true)
                .put("refreshTokenMaxReuse", 0)
                .put(
                        "clients",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("clientId", CLIENT)
                                        .put("secret", secret)
                                        .put("publicClient", false)
                                        .put("serviceAccountsEnabled", true)
                                        .put("directAccessGrantsEnabled", true)
                                        .put("standardFlowEnabled", true)
                                        .put(
                                                "attributes",
                                                new JsonObject().put("standard.token.exchange.enabled", "true"))
                                        .put("redirectUris", new JsonArray().add(CodeRequest.REDIRECT_URI))
                                        // It tells a client only about tokens that are meant for it.
                                        .put("protocolMappers", new JsonArray().add(audience()))))
                .put("users", new JsonArray(people.stream().map(Realm::user).toList()));
    }

    private static JsonObject audience() {
        return new JsonObject()
                .put("name", "audience")
                .put("protocol", "openid-connect")
                .put("protocolMapper", "oidc-audience-mapper")
                .put(
                        "config",
                        new JsonObject().put("included.client.audience", CLIENT).put("access.token.claim", "true"));
    }

    private static JsonObject user(Person person) {
        return new JsonObject()
                .put("username", person.username())
                .put("email", person.email())
                // Without a name it holds the account for unfinished.
                .put("firstName", "User")
                .put("lastName", "Bench")
                .put("emailVerified", true)
                .put("enabled", true)
                .put(
                        "credentials",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("type", "password")
                                        .put("value", person.password())
                                        .put("temporary", false)));
    }
}
