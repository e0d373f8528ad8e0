package dev.gatehouse.bench.side;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;

/**
 * How people and the client get at what they show: each of the six ways.
 *
 * @param at the service that has a path
 */
record Credentials(Function<String, URI> at, Client client) {
    static final String SCOPE = "notes:read";

    String basic(Person person) {
        return "Authorization: " + Http.basic(person.username(), person.password());
    }

    String cookie(Person person) {
        return "Cookie: " + CodeFlow.signIn(at.apply("/sessions"), person);
    }

    /** First-hand, of the type {@code jwt} or {@code opaque}. */
    String firstHand(Person person, String type) {
        return bearer(signIn(person, type));
    }

    /** Of the client for itself. */
    String oauth() {
        return bearer(clientToken());
    }

    /** That the client has for the person, beside an ID token. */
    String openId(Person person) {
        return bearer(flow().tokens(person).getString("access_token"));
    }

    String apiKey(Person person) {
        JsonObject made = new JsonObject(Http.send(Http.json(
                                at.apply("/tokens"),
                                "/tokens/keys",
                                new JsonObject().put("name", "Benchmark").put("scope", "profile"))
                        .header("Authorization", "Bearer " + signIn(person, "jwt")))
                .body());
        return made.fieldNames().stream()
                .map(name -> String.valueOf(made.getValue(name)))
                .filter(value -> value.startsWith("ghk_"))
                .findFirst()
                .map(Credentials::bearer)
                .orElseThrow(() -> new BenchFailure("an API key is made without its secret"));
    }

    CodeFlow flow() {
        return new CodeFlow(at.apply("/oauth2/authorize"), at.apply("/sessions"), client.id(), client.authorization());
    }

    String clientToken() {
        return Http.member(
                Http.form(
                                at.apply("/oauth2/token"),
                                "/oauth2/token",
                                Map.of("grant_type", "client_credentials", "scope", SCOPE))
                        .header("Authorization", client.authorization()),
                "access_token");
    }

    String signIn(Person person, String type) {
        return Http.member(
                Http.json(at.apply("/tokens"), "/tokens", new JsonObject(signInBody(person, type))), "access_token");
    }

    /** What {@code POST /tokens} takes. */
    static String signInBody(Person person, String type) {
        return new JsonObject()
                .put("username", person.username())
                .put("password", person.password())
                .put("type", type)
                .encode();
    }

    /** As the services know the person. */
    TokenPeer.User known(Person person) {
        var profile = new JsonObject(Http.send(Http.to(at.apply("/users/me"), "/users/me")
                        .header("Authorization", "Bearer " + signIn(person, "jwt")))
                .body());
        return new TokenPeer.User(profile.getString("id"), person.username());
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }
}
