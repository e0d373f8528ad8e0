package dev.gatehouse.oauth.client;

import dev.gatehouse.common.oauth.ResourceIndicator;
import dev.gatehouse.common.peer.ClientKeyService;
import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.claims.UserClaims;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decides what the tokens of a client may be like; pure. */
final class ClientTokenRules {
    private static final String NO_SECRET = ClientKeyService.SHARED + " needs a client with a secret";
    private static final Duration LONGEST_ACCESS = Duration.ofDays(1);
    private static final Duration LONGEST_REFRESH = Duration.ofDays(3650);

    private ClientTokenRules() {}

    /**
     * @param before the tokens of the client that is changed, or the ordinary ones
     * @param algorithms what tokens can be signed with; of no matter where {@code asked} names none
     */
    static ClientTokens check(
            ClientMetadata asked, ClientTokens before, List<String> algorithms, List<Violation> wrong) {
        return new ClientTokens(
                lifetime(
                        "access_token_lifetime",
                        asked.accessTokenLifetime(),
                        before.accessTokenLifetime(),
                        LONGEST_ACCESS,
                        wrong),
                lifetime(
                        "refresh_token_lifetime",
                        asked.refreshTokenLifetime(),
                        before.refreshTokenLifetime(),
                        LONGEST_REFRESH,
                        wrong),
                lifetime(
                        "refresh_token_idle",
                        asked.refreshTokenIdle(),
                        before.refreshTokenIdle(),
                        LONGEST_REFRESH,
                        wrong),
                algorithm(
                        "access_token_signed_response_alg",
                        asked.accessTokenSignedResponseAlg(),
                        before.accessTokenAlg(),
                        algorithms,
                        wrong),
                algorithm(
                        "id_token_signed_response_alg",
                        asked.idTokenSignedResponseAlg(),
                        before.idTokenAlg(),
                        algorithms,
                        wrong),
                resources(asked.resources(), before.resources(), wrong),
                claims(asked.claimsByScope(), before.claimsByScope(), wrong),
                Objects.requireNonNullElse(asked.statusList(), before.statusList()));
    }

    /** Nothing at all, {@code PT0S}, takes back what was said before. */
    private static @Nullable Duration lifetime(
            String field,
            @Nullable Duration asked,
            @Nullable Duration before,
            Duration longest,
            List<Violation> wrong) {
        if (asked == null) {
            return before;
        }
        if (asked.isZero()) {
            return null;
        }
        if (asked.compareTo(Duration.ofSeconds(10)) < 0 || asked.compareTo(longest) > 0) {
            wrong.add(new Violation(field, "must be from PT10S to " + longest + ", or PT0S for what is configured"));
        }
        return Duration.ofSeconds(asked.toSeconds());
    }

    /** Whether an algorithm is named, so that one has to know which there are. */
    static boolean namesAlgorithm(ClientMetadata asked) {
        return asked.accessTokenSignedResponseAlg() != null || asked.idTokenSignedResponseAlg() != null;
    }

    /**
     * What a public client verifies anyone can have forged: there is no secret that it could keep (OpenID Connect Dynamic
     * Client Registration 1.0, section 2).
     */
    static void checkPublic(ClientTokens tokens, List<Violation> wrong) {
        if (tokens.accessTokenAlg().equals(ClientKeyService.SHARED)) {
            wrong.add(new Violation("access_token_signed_response_alg", NO_SECRET));
        }
        if (tokens.idTokenAlg().equals(ClientKeyService.SHARED)) {
            wrong.add(new Violation("id_token_signed_response_alg", NO_SECRET));
        }
    }

    private static String algorithm(
            String field, @Nullable String asked, String before, List<String> algorithms, List<Violation> wrong) {
        if (asked == null) {
            return before;
        }
        if (!algorithms.contains(asked)) {
            wrong.add(new Violation(field, "must be one of " + algorithms));
        }
        return asked;
    }

    private static List<String> resources(@Nullable List<String> asked, List<String> before, List<Violation> wrong) {
        if (asked == null) {
            return before;
        }
        for (String uri : asked) {
            ResourceIndicator.objection(uri).ifPresent(o -> wrong.add(new Violation("resources", o)));
        }
        List<String> resources = List.copyOf(new LinkedHashSet<>(asked));
        // As of one token, so that a client can ask for all of them at once.
        if (resources.stream().mapToInt(String::length).sum() > ResourceIndicator.LONGEST_TOGETHER) {
            wrong.add(new Violation(
                    "resources",
                    "must have no more than " + ResourceIndicator.LONGEST_TOGETHER + " characters together"));
        }
        return resources;
    }

    private static Map<String, List<String>> claims(
            @Nullable Map<String, List<String>> asked, Map<String, List<String>> before, List<Violation> wrong) {
        if (asked == null) {
            return before;
        }
        var claims = new TreeMap<String, List<String>>();
        asked.forEach((scope, names) -> {
            if (!oneScope(scope)) {
                wrong.add(new Violation("claims_by_scope", "must have single scopes"));
            }
            if (!UserClaims.IN_ACCESS_TOKENS.containsAll(names)) {
                wrong.add(new Violation("claims_by_scope", "must have claims of " + UserClaims.IN_ACCESS_TOKENS));
            }
            claims.put(scope, List.copyOf(new LinkedHashSet<>(names)));
        });
        return claims;
    }

    private static boolean oneScope(String text) {
        try {
            return Scope.parse(text).tokens().equals(Set.of(text));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
