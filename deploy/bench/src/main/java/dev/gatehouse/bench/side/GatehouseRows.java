package dev.gatehouse.bench.side;

import dev.gatehouse.bench.load.Anew;
import dev.gatehouse.bench.load.Refreshing;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What is asked of Gatehouse in each row, with new tokens.
 *
 * @param at the service that has a path
 * @param people who ask
 */
record GatehouseRows(Function<String, URI> at, List<Person> people, Client client) {
    private static final String TOKEN = "/oauth2/token";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    /** Of all rounds: what one has found right would be remembered in the next. */
    private static final AtomicInteger NETWORKS = new AtomicInteger();

    static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

    Credentials credentials() {
        return new Credentials(at, client);
    }

    Requests clientCredentials(Row row) {
        byte[] request = token(fields("grant_type", "client_credentials", "scope", Credentials.SCOPE));
        return repeated(row, TOKEN, List.of(request), "access_token");
    }

    Requests tokenExchange(Row row) {
        return repeated(
                row,
                TOKEN,
                people.stream()
                        .map(person -> credentials().flow().tokens(person).getString("access_token"))
                        .map(token -> token(Map.of(
                                "grant_type",
                                TOKEN_EXCHANGE,
                                "subject_token",
                                token,
                                "subject_token_type",
                                ACCESS_TOKEN)))
                        .toList(),
                "issued_token_type");
    }

    Requests introspection(Row row) {
        List<byte[]> requests = IntStream.range(0, people.size())
                .mapToObj(i -> credentials().clientToken())
                .map(token -> wire("/oauth2/introspect")
                        .form("/oauth2/introspect", client.authorization(), Map.of("token", token)))
                .toList();
        return repeated(row, "/oauth2/introspect", requests, "\"active\":true");
    }

    Requests userInfo(Row row) {
        return asked(row, "/oauth2/userinfo", credentials()::openId, "\"sub\"");
    }

    Requests jwks(Row row) {
        String path = "/.well-known/jwks.json";
        return repeated(row, path, List.of(wire(path).get(path, "Accept: application/json")), "\"kid\"");
    }

    Requests verify(Row row, Function<Person, String> credential) {
        return asked(row, "/verify", credential, "");
    }

    /** A new network for each call: what was found right before is remembered for the network that it came from. */
    Requests verifyFromAnywhere(Row row) {
        Wire wire = wire("/verify");
        return Requests.of(
                row,
                wire.address(),
                i -> new Anew(
                        () -> {
                            int call = NETWORKS.getAndIncrement();
                            Person person = people.get(call % people.size());
                            return wire.get(
                                    "/verify",
                                    credentials().basic(person) + "\r\nX-Forwarded-For: " + network(call) + ".7");
                        },
                        ""));
    }

    /** The first three bytes of an address, each time others. */
    private static String network(int call) {
        return (11 + call / 62_500 % 100) + "." + call / 250 % 250 + "." + call % 250;
    }

    Requests asked(Row row, String path, Function<Person, String> credential, String expected) {
        return repeated(
                row,
                path,
                people.stream()
                        .map(person -> wire(path).get(path, credential.apply(person)))
                        .toList(),
                expected);
    }

    Requests lookup(Row row, SessionPeer peer) {
        List<String> cookies = people.stream()
                .map(credentials()::cookie)
                .map(cookie -> cookie.substring(cookie.indexOf('=') + 1))
                .toList();
        return Requests.of(row, peer.service(), i -> peer.lookup(cookies));
    }

    Requests exchange(Row row) {
        CodeFlow flow = credentials().flow();
        return Requests.of(row, at.apply(TOKEN), i -> flow.exchanging(person(i), wire(TOKEN)));
    }

    Requests browserSignIn(Row row) {
        CodeFlow flow = credentials().flow();
        // What they have allowed once they are not asked again.
        IntStream.range(0, row.connections()).mapToObj(this::person).distinct().forEach(flow::tokens);
        return Requests.of(row, at.apply(TOKEN), i -> flow.signingIn(person(i), at));
    }

    Requests refresh(Row row) {
        CodeFlow flow = credentials().flow();
        return Requests.of(
                row,
                at.apply(TOKEN),
                i -> new Refreshing(
                        token -> token(fields("grant_type", "refresh_token", "refresh_token", token)),
                        flow.tokens(person(i)).getString("refresh_token")));
    }

    Requests signIn(Row row) {
        return repeated(
                row,
                "/tokens",
                people.stream()
                        .map(person -> wire("/tokens").json("/tokens", Credentials.signInBody(person, "jwt")))
                        .toList(),
                "access_token");
    }

    private Person person(int number) {
        return people.get(number % people.size());
    }

    private byte[] token(Map<String, String> fields) {
        return wire(TOKEN).form(TOKEN, client.authorization(), fields);
    }

    private Requests repeated(Row row, String path, List<byte[]> requests, String expected) {
        return Requests.repeated(row, at.apply(path), requests, expected);
    }

    private Wire wire(String path) {
        return new Wire(at.apply(path));
    }

    private static Map<String, String> fields(String name, String value, String other, String otherValue) {
        var fields = new LinkedHashMap<String, String>();
        fields.put(name, value);
        fields.put(other, otherValue);
        return fields;
    }
}
