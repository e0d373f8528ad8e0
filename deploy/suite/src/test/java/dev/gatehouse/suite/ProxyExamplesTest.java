package dev.gatehouse.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.suite.setup.Gatehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** deploy/examples/traefik and deploy/examples/envoy, which are not run here: that they close what has to be closed. */
class ProxyExamplesTest {
    private static final Path EXAMPLES = Gatehouse.projectRoot().resolve("deploy/examples");
    /** What /verify says of the caller, and no caller may say of itself. */
    private static final Set<String> IDENTITY = Set.of(
            "x-auth-subject",
            "x-auth-username",
            "x-auth-client",
            "x-auth-scope",
            "x-auth-method",
            "x-auth-audience",
            "x-auth-session",
            "x-auth-time");

    /** All that /verify reads. */
    private static final Set<String> ASKED =
            Set.of("authorization", "cookie", "dpop", "origin", "sec-fetch-site", "x-csrf-token");

    /** By which an API could take the call for another one than was judged. */
    private static final Set<String> OTHER_CALL = Set.of(
            "x-forwarded-method",
            "x-forwarded-uri",
            "x-original-method",
            "x-original-uri",
            "x-original-url",
            "x-rewrite-url",
            "x-http-method",
            "x-http-method-override",
            "x-method-override",
            "forwarded");

    @Test
    void traefikBelievesNoCaller() throws IOException {
        Node middlewares = read("traefik/gatehouse.yaml").at("http").at("middlewares");
        for (String name : List.of("gatehouse", "gatehouse-notes")) {
            Node ask = middlewares.at(name).at("forwardAuth");
            assertEquals(false, ask.at("trustForwardHeader").value());
            assertEquals(false, ask.at("forwardBody").value());
            assertEquals(ASKED, lower(ask.at("authRequestHeaders")));
            assertEquals(Set.of("authorization"), lower(ask.at("authResponseHeaders")));
            var identity = Pattern.compile(ask.at("authResponseHeadersRegex").text(), Pattern.CASE_INSENSITIVE);
            IDENTITY.forEach(header -> assertTrue(identity.matcher(header).find(), header));
        }
        assertTrue(middlewares
                .at("gatehouse-notes")
                .at("forwardAuth")
                .at("address")
                .text()
                .endsWith("/verify?scope=notes:read"));
        Node dropped = middlewares.at("api-hears-gatehouse-alone").at("headers").at("customRequestHeaders");
        assertTrue(lower(dropped).containsAll(OTHER_CALL));
        assertTrue(lower(dropped).contains("cookie"));
        dropped.map().values().forEach(value -> assertEquals("", value));
    }

    @Test
    void everyRouterOfTraefikAsksBeforeItDrops() throws IOException {
        Node http = read("traefik/gatehouse.yaml").at("http");
        for (String router : http.at("routers").map().keySet()) {
            List<Object> chain = http.at("routers").at(router).at("middlewares").list();
            assertEquals(2, chain.size(), router);
            assertTrue(
                    http.at("middlewares")
                            .at(String.valueOf(chain.getFirst()))
                            .map()
                            .containsKey("forwardAuth"),
                    router);
            assertEquals("api-hears-gatehouse-alone", chain.getLast(), router);
        }
        Node web = read("traefik/traefik.yaml").at("entryPoints").at("web");
        assertEquals(false, web.at("forwardedHeaders").at("insecure").value());
    }

    @Test
    void envoyLetsNobodyInWhoCannotBeAskedAbout() throws IOException {
        Node authorization = filter("envoy.filters.http.ext_authz");
        assertEquals(false, authorization.at("failure_mode_allow").value());
        assertEquals(
                "ServiceUnavailable",
                authorization.at("status_on_error").at("code").text());
        Set<String> sent = exactly(authorization.at("allowed_headers").at("patterns"));
        // A proof names the address of the call, which Envoy does not send by HTTP.
        assertTrue(ASKED.stream().filter(name -> !name.equals("dpop")).allMatch(sent::contains));
        assertFalse(sent.contains("x-forwarded-method"));
        // It would let the caller's own path and query be the question.
        assertFalse(authorization.at("http_service").map().containsKey("path_prefix"));
        assertEquals(
                "/verify", authorization.at("http_service").at("path_override").text());
        // The first filter: none before it acts on what was not judged.
        assertEquals(
                "envoy.filters.http.ext_authz",
                manager().at("http_filters").item(0).at("name").text());
    }

    @Test
    void envoyBelievesNoCaller() throws IOException {
        Node manager = manager();
        Node mutations = manager.at("early_header_mutation_extensions")
                .item(0)
                .at("typed_config")
                .at("mutations");
        var dropped = new HashSet<String>();
        mutations
                .list()
                .forEach(mutation -> dropped.add(new Node(mutation).at("remove").text()));
        assertTrue(dropped.containsAll(IDENTITY), dropped::toString);
        assertTrue(dropped.containsAll(OTHER_CALL), dropped::toString);
        assertEquals(true, manager.at("use_remote_address").value());
        assertEquals(true, manager.at("normalize_path").value());
        assertEquals(
                "REJECT_REQUEST",
                manager.at("common_http_protocol_options")
                        .at("headers_with_underscores_action")
                        .text());
        Node host = manager.at("route_config").at("virtual_hosts").item(0);
        assertEquals(List.of("cookie"), host.at("request_headers_to_remove").list());
    }

    @Test
    void envoyGivesTheApiWhatGatehouseSaysAndTheCallerTheChallenge() throws IOException {
        Node notes = manager()
                .at("route_config")
                .at("virtual_hosts")
                .item(0)
                .at("routes")
                .item(0)
                .at("typed_per_filter_config")
                .at("envoy.filters.http.ext_authz")
                .at("check_settings");
        assertEquals(
                "/verify?scope=notes:read",
                notes.at("http_service").at("path_override").text());
        for (Node asking : List.of(filter("envoy.filters.http.ext_authz"), notes)) {
            Node answer = asking.at("http_service").at("authorization_response");
            List<Object> upstream =
                    answer.at("allowed_upstream_headers").at("patterns").list();
            assertEquals(List.of(Map.of("exact", "authorization"), Map.of("prefix", "x-auth-")), upstream);
            assertTrue(exactly(answer.at("allowed_client_headers").at("patterns"))
                    .containsAll(Set.of("www-authenticate", "retry-after")));
        }
    }

    private static Node manager() throws IOException {
        return read("envoy/envoy.yaml")
                .at("static_resources")
                .at("listeners")
                .item(0)
                .at("filter_chains")
                .item(0)
                .at("filters")
                .item(0)
                .at("typed_config");
    }

    private static Node filter(String name) throws IOException {
        for (Object filter : manager().at("http_filters").list()) {
            if (new Node(filter).at("name").text().equals(name)) {
                return new Node(filter).at("typed_config");
            }
        }
        throw new AssertionError("no filter " + name);
    }

    private static Set<String> exactly(Node patterns) {
        var names = new HashSet<String>();
        patterns.list()
                .forEach(pattern -> names.add(new Node(pattern).at("exact").text()));
        return names;
    }

    /** Names of headers: the keys of a map, or the items of a list. */
    private static Set<String> lower(Node names) {
        var all = new ArrayList<Object>(
                names.value() instanceof Map<?, ?> ? names.map().keySet() : names.list());
        var lower = new HashSet<String>();
        all.forEach(name -> lower.add(String.valueOf(name).toLowerCase(Locale.ROOT)));
        return lower;
    }

    private static Node read(String file) throws IOException {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Object document = new Yaml(new SafeConstructor(options)).load(Files.readString(EXAMPLES.resolve(file)));
        return new Node(Objects.requireNonNull(document));
    }

    /** A place in a document. */
    private record Node(Object value) {
        Node at(String key) {
            Object child = map().get(key);
            if (child == null) {
                throw new AssertionError("no " + key + " among " + map().keySet());
            }
            return new Node(child);
        }

        Node item(int index) {
            return new Node(list().get(index));
        }

        String text() {
            return String.valueOf(value);
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> map() {
            return (Map<String, Object>) value;
        }

        @SuppressWarnings("unchecked")
        List<Object> list() {
            return (List<Object>) value;
        }
    }
}
