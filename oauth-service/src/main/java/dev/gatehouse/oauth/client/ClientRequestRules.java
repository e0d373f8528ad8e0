package dev.gatehouse.oauth.client;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.oauth.algorithm.ClientAlgorithms;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides what a client may ask, and how; pure. */
final class ClientRequestRules {
    private static final Set<String> SIGNED_OR_NOT = Stream.concat(
                    ClientAlgorithms.OF_KEYS.stream(), Stream.of(ClientAlgorithms.NONE))
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> CLASSES = Arrays.stream(AuthenticationClass.values())
            .map(AuthenticationClass::value)
            .collect(Collectors.toUnmodifiableSet());
    private static final long LONGEST_AGE = 31_536_000;

    private ClientRequestRules() {}

    /** @param kind only an administrator's client is trusted with more than others */
    static ClientRequests check(Said said, ClientRequests before, AuthMethod method, ClientOrigin.Kind kind) {
        String profile = said.word("profile", before.profile(), "plain", Set.of("plain", "fapi2"));
        var requests = new ClientRequests(
                said.word("application_type", before.applicationType(), "web", Set.of("web", "native")),
                profile,
                said.flag("first_party", before.firstParty(), false),
                said.flag("require_pkce", before.requirePkce(), true),
                said.flag("require_pushed_authorization_requests", before.requirePushedAuthorizationRequests(), false),
                said.optionalWord(
                        "request_object_signing_alg",
                        before.requestObjectSigningAlg(),
                        profile.equals("plain") ? SIGNED_OR_NOT : ClientAlgorithms.OF_KEYS),
                said.list("request_uris", before.requestUris(), 20, Said.LONGEST_URI),
                said.seconds("default_max_age", before.defaultMaxAge(), 0, LONGEST_AGE),
                said.flag("require_auth_time", before.requireAuthTime(), false),
                said.list("default_acr_values", before.defaultAcrValues(), 10, 100),
                said.list("authorization_details_types", before.authorizationDetailsTypes(), 20, 200),
                said.address("initiate_login_uri", before.initiateLoginUri()));
        offered(said, requests);
        if (!requests.requirePkce() && (method == AuthMethod.none || requests.fapi())) {
            said.refused("require_pkce", "may be false only of plain clients that prove who they are", null);
        }
        if (kind != ClientOrigin.Kind.admin && requests.firstParty()) {
            said.refused("first_party", "is an administrator's to change", null);
        }
        if (kind == ClientOrigin.Kind.document && !requests.requirePkce()) {
            said.refused("require_pkce", "is an administrator's to change", null);
        }
        if (!CLASSES.containsAll(requests.defaultAcrValues())) {
            said.refused(
                    "default_acr_values",
                    "may have " + CLASSES.stream().sorted().toList(),
                    null);
        }
        if (said.names("request_uris")) {
            requests.requestUris().stream()
                    // A fragment says which version is meant (OpenID Connect Core 1.0, section 6.2).
                    .map(uri -> uri.split("#", 2)[0])
                    .flatMap(uri -> Said.objection(uri).stream())
                    .forEach(why -> said.refused("request_uris", why, null));
        }
        return requests;
    }

    private static void offered(Said said, ClientRequests requests) {
        said.needs(Feature.FAPI, "profile", requests.fapi());
        said.needs(Feature.FIRST_PARTY, "first_party", requests.firstParty());
        said.needs(
                Feature.PUSHED_REQUESTS,
                "require_pushed_authorization_requests",
                requests.requirePushedAuthorizationRequests());
        said.needs(Feature.REQUEST_OBJECTS, "request_object_signing_alg", requests.requestObjectSigningAlg() != null);
        said.needs(Feature.REQUEST_URIS, "request_uris", !requests.requestUris().isEmpty());
        said.needs(Feature.REQUEST_DEFAULTS, "default_max_age", requests.defaultMaxAge() != null);
        said.needs(
                Feature.REQUEST_DEFAULTS,
                "default_acr_values",
                !requests.defaultAcrValues().isEmpty());
        said.needs(
                Feature.AUTHORIZATION_DETAILS,
                "authorization_details_types",
                !requests.authorizationDetailsTypes().isEmpty());
        said.needs(Feature.THIRD_PARTY_LOGIN, "initiate_login_uri", requests.initiateLoginUri() != null);
    }
}
