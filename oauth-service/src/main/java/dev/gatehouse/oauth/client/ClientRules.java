package dev.gatehouse.oauth.client;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.common.scope.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides which metadata makes a client; pure. */
final class ClientRules {
    private ClientRules() {}

    sealed interface Checked permits Fine, Wrong {}

    /** All that describes a client but its id, secret and dates. */
    record Fine(
            String clientName,
            List<String> redirectUris,
            Set<GrantType> grantTypes,
            Scope scope,
            AuthMethod authMethod,
            Format format,
            List<String> mayActFor,
            ClientTokens tokens,
            ClientProof proof,
            ClientRequests requests,
            ClientAnswers answers,
            ClientLogout logout,
            ClientPages pages)
            implements Checked {}

    record Wrong(List<Violation> violations) implements Checked {}

    /**
     * @param before the client that is changed, null for a new one
     * @param kind who registers it
     * @param algorithms what tokens can be signed with; of no matter where {@code asked} names none
     * @param offered what there is for clients
     */
    static Checked check(
            ClientMetadata asked,
            @Nullable RegisteredClient before,
            ClientOrigin.Kind kind,
            List<String> algorithms,
            Set<Feature> offered) {
        var wrong = new ArrayList<Violation>();
        var said = new Said(asked.more(), offered, wrong);
        String name = asked.clientName() != null ? asked.clientName() : before == null ? "" : before.clientName();
        if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
            wrong.add(new Violation("client_name", "must be text without control characters"));
        }
        Set<GrantType> grants = grants(asked.grantTypes(), before, wrong);
        AuthMethod method = method(asked.tokenEndpointAuthMethod(), before, offered, wrong);
        List<String> uris = uris(asked.redirectUris(), before, wrong);
        if (asked.responseTypes() != null && !Set.of("code").containsAll(asked.responseTypes())) {
            wrong.add(new Violation("response_types", "may only have code"));
        }
        if (grants.contains(GrantType.authorization_code) && uris.isEmpty()) {
            wrong.add(new Violation("redirect_uris", "are needed for the grant authorization_code"));
        }
        if (grants.contains(GrantType.client_credentials) && method == AuthMethod.none) {
            wrong.add(new Violation("grant_types", "client_credentials needs a client with a secret"));
        }
        if (grants.contains(GrantType.token_exchange) && method == AuthMethod.none) {
            wrong.add(new Violation("grant_types", GrantType.token_exchange + " needs a client with a secret"));
        }
        boolean devices = grants.contains(GrantType.device_code);
        if (devices && asked.grantTypes() != null && !offered.contains(Feature.DEVICES)) {
            wrong.add(new Violation("grant_types", "needs what is not on here: " + Feature.DEVICES));
        }
        ClientTokens tokens = ClientTokenRules.check(
                asked, before == null ? ClientTokens.ORDINARY : before.tokens(), algorithms, wrong);
        if (method == AuthMethod.none) {
            ClientTokenRules.checkPublic(tokens, wrong);
        }
        ClientProof proof =
                ClientProofRules.check(said, before == null ? ClientProof.ORDINARY : before.proof(), method);
        ClientRequests requests = ClientRequestRules.check(
                said, before == null ? ClientRequests.ORDINARY : before.requests(), method, kind);
        if (requests.fapi() && offered.contains(Feature.FAPI)) {
            FapiRules.check(said, method, proof, tokens, uris);
            if (devices) {
                // Whoever asks and whoever allows are at different places, which the profile does not let be.
                wrong.add(new Violation("grant_types", GrantType.device_code + " does not go with the profile fapi2"));
            }
        }
        ClientAnswers answers = ClientAnswerRules.check(
                said,
                before == null ? ClientAnswers.ORDINARY : before.answers(),
                method,
                uris,
                proof.jwks() != null || proof.jwksUri() != null,
                algorithms);
        if (answers.pairwise() && grants.contains(GrantType.token_exchange)) {
            // What it gave and got would tell the same of a user by both names.
            wrong.add(new Violation("subject_type", "pairwise does not go with token exchange"));
        }
        ClientLogout logout =
                ClientLogoutRules.check(said, before == null ? ClientLogout.ORDINARY : before.logout(), uris);
        ClientPages pages = ClientPageRules.check(said, before == null ? ClientPages.ORDINARY : before.pages());
        if (!wrong.isEmpty()) {
            return new Wrong(List.copyOf(wrong));
        }
        Scope scope = asked.scope() != null ? asked.scope() : before == null ? Scope.of(Scope.OPENID) : before.scope();
        Format format = asked.accessTokenFormat() != null
                ? asked.accessTokenFormat()
                : before == null ? Format.jwt : before.format();
        List<String> mayActFor = asked.mayActFor() != null
                ? List.copyOf(new LinkedHashSet<>(asked.mayActFor()))
                : before == null ? List.of() : before.mayActFor();
        return new Fine(
                name.strip(),
                uris,
                grants,
                scope,
                method,
                format,
                mayActFor,
                tokens,
                proof,
                requests,
                answers,
                logout,
                pages);
    }

    private static Set<GrantType> grants(
            @Nullable List<String> asked, @Nullable RegisteredClient before, List<Violation> wrong) {
        if (asked == null) {
            return before == null ? EnumSet.of(GrantType.authorization_code) : before.grantTypes();
        }
        var grants = EnumSet.noneOf(GrantType.class);
        for (String name : asked) {
            Optional<GrantType> grant = GrantType.named(name);
            if (grant.isEmpty()) {
                wrong.add(new Violation("grant_types", "may have " + Arrays.toString(GrantType.values())));
                return EnumSet.noneOf(GrantType.class);
            }
            grants.add(grant.get());
        }
        if (grants.isEmpty()) {
            wrong.add(new Violation("grant_types", "must not be empty"));
        }
        return grants;
    }

    private static AuthMethod method(
            @Nullable String asked, @Nullable RegisteredClient before, Set<Feature> offered, List<Violation> wrong) {
        if (asked == null) {
            return before == null ? AuthMethod.client_secret_basic : before.authMethod();
        }
        List<AuthMethod> methods = AuthMethods.offered(offered);
        for (AuthMethod method : methods) {
            if (method.name().equals(asked)) {
                return method;
            }
        }
        wrong.add(new Violation("token_endpoint_auth_method", "must be one of " + methods));
        return AuthMethod.client_secret_basic;
    }

    private static List<String> uris(
            @Nullable List<String> asked, @Nullable RegisteredClient before, List<Violation> wrong) {
        if (asked == null) {
            return before == null ? List.of() : before.redirectUris();
        }
        for (String uri : asked) {
            RedirectUris.objection(uri).ifPresent(o -> wrong.add(new Violation("redirect_uris", o)));
        }
        return List.copyOf(new LinkedHashSet<>(asked));
    }
}
