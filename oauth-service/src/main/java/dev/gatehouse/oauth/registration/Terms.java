package dev.gatehouse.oauth.registration;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.peer.ClientKeyService;
import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.client.ClientMetadata;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client may be that describes itself; pure. What it asks beyond is left out, as the server may (RFC 7591, section 2);
 * only where nothing would be left it is refused.
 *
 * @param requirePkce whether it needs PKCE whoever it is
 */
public record Terms(Scope scope, Set<GrantType> grants, List<String> resources, boolean requirePkce) {
    private static final String PKCE = "require_pkce";
    private static final String HOUSE = "gatehouse:";
    private static final int LONGEST_NAME = 200;
    private static final String UNTOLD = ClientKeyService.SHARED + " needs a key that clients are not told here";

    public sealed interface Answer permits Met, Unmet {}

    /** @param asked what is asked, within the terms */
    public record Met(ClientMetadata asked) implements Answer {}

    public record Unmet(List<Violation> violations) implements Answer {}

    /** Whether whoever describes itself may have it: never what rules Gatehouse. */
    static boolean grantable(Scope scope) {
        return scope.tokens().stream().noneMatch(token -> token.startsWith(HOUSE) || token.equals(Scope.SCIM));
    }

    /** These, and what an administrator gave {@code client} beyond. */
    Terms of(RegisteredClient client) {
        var all = EnumSet.copyOf(client.grantTypes());
        all.addAll(grants);
        String own = client.origin().registeredScope();
        return new Terms(
                (own == null ? Scope.NONE : Scope.parse(own))
                        .plus(client.scope().tokens()),
                all,
                resources,
                requirePkce && client.requests().requirePkce());
    }

    /** @param before the client that describes itself anew, null for a new one: what administrators say of it stays */
    public Answer met(ClientMetadata asked, @Nullable RegisteredClient before) {
        var wrong = new ArrayList<Violation>();
        List<String> grantTypes = granted(asked.grantTypes(), wrong);
        List<String> responseTypes = responses(asked.responseTypes(), wrong);
        Scope mine = asked.scope() == null ? scope : asked.scope().within(scope);
        if (asked.scope() != null && !asked.scope().isEmpty() && mine.isEmpty()) {
            wrong.add(new Violation("scope", "may have " + scope));
        }
        Map<String, @Nullable Object> more = new HashMap<>(asked.more());
        pkce(asked, more, wrong);
        shared(asked, more, wrong);
        if (!wrong.isEmpty()) {
            return new Unmet(List.copyOf(wrong));
        }
        var tokens = before == null ? null : before.tokens();
        return new Met(new ClientMetadata(
                name(asked),
                asked.redirectUris(),
                grantTypes,
                responseTypes,
                mine,
                asked.tokenEndpointAuthMethod(),
                before == null ? null : before.format(),
                before == null ? null : before.mayActFor(),
                tokens == null ? null : tokens.accessTokenLifetime(),
                tokens == null ? null : tokens.refreshTokenLifetime(),
                tokens == null ? null : tokens.refreshTokenIdle(),
                tokens == null ? null : tokens.accessTokenAlg(),
                asked.idTokenSignedResponseAlg(),
                tokens == null ? resources : tokens.resources(),
                tokens == null ? null : tokens.claimsByScope(),
                tokens == null ? null : tokens.statusList(),
                more));
    }

    private List<String> granted(@Nullable List<String> asked, List<Violation> wrong) {
        List<String> wanted = asked == null ? List.of(GrantType.authorization_code.value()) : asked;
        List<String> granted = wanted.stream()
                .filter(name -> GrantType.named(name).filter(grants::contains).isPresent())
                .toList();
        if (granted.isEmpty()) {
            wrong.add(new Violation(
                    "grant_types",
                    "may have " + grants.stream().map(GrantType::value).sorted().toList()));
        }
        return granted;
    }

    private static @Nullable List<String> responses(@Nullable List<String> asked, List<Violation> wrong) {
        if (asked == null || asked.isEmpty() || asked.contains("code")) {
            return asked == null || asked.isEmpty() ? asked : List.of("code");
        }
        wrong.add(new Violation("response_types", "may have code"));
        return asked;
    }

    /** Of a client that proves who it is the secret does what PKCE does for others. */
    private void pkce(ClientMetadata asked, Map<String, @Nullable Object> more, List<Violation> wrong) {
        if (requirePkce && Boolean.FALSE.equals(more.get(PKCE))) {
            wrong.add(new Violation(PKCE, "is an administrator's to change"));
        }
        boolean open = AuthMethod.none.name().equals(asked.tokenEndpointAuthMethod());
        boolean plain = !"fapi2".equals(more.get("profile"));
        more.putIfAbsent(PKCE, requirePkce || open || !plain);
    }

    /** It could verify nothing: an administrator alone is told that key. */
    private static void shared(ClientMetadata asked, Map<String, @Nullable Object> more, List<Violation> wrong) {
        if (ClientKeyService.SHARED.equals(asked.idTokenSignedResponseAlg())) {
            wrong.add(new Violation("id_token_signed_response_alg", UNTOLD));
        }
        for (String member : List.of("userinfo_signed_response_alg", "authorization_signed_response_alg")) {
            if (ClientKeyService.SHARED.equals(more.get(member))) {
                wrong.add(new Violation(member, UNTOLD));
            }
        }
    }

    /** Where it says none, users read where they will be led. */
    private static String name(ClientMetadata asked) {
        String name = asked.clientName();
        if (name != null && !name.isBlank()) {
            return name;
        }
        List<String> uris = asked.redirectUris();
        if (uris != null && !uris.isEmpty()) {
            try {
                URI uri = URI.create(uris.getFirst());
                String place = uri.getHost() == null ? uri.getScheme() : uri.getHost();
                if (place != null && place.length() <= LONGEST_NAME) {
                    return place;
                }
            } catch (IllegalArgumentException e) {
                // It is refused for that.
            }
        }
        return "Client";
    }
}
