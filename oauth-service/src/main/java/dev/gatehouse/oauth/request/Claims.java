package dev.gatehouse.oauth.request;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.claims.UserClaims;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Single claims that a request asks for (OpenID Connect Core, section 5.5). Those of users that we do not have are passed over,
 * as are demands of what the others are to be.
 *
 * @param userinfo names of claims of the user, for the UserInfo endpoint
 * @param idToken the same for the ID token
 * @param subjects the only users who will do, as the client knows them; null for any, none for nobody
 * @param acr what the sign-in should reach, any of them; maybe none that we have
 * @param acrEssential whether it has to
 */
@RegisterForReflection
public record Claims(
        List<String> userinfo,
        List<String> idToken,
        @Nullable List<String> subjects,
        List<String> acr,
        boolean acrEssential) {
    public static final Claims NONE = new Claims(List.of(), List.of(), null, List.of(), false);

    private static final int LONGEST_VALUE = 255;
    private static final int MOST_VALUES = 10;

    /** The scopes whose consent covers them. */
    @JsonIgnore
    public Set<String> scopes() {
        return Stream.concat(userinfo.stream(), idToken.stream())
                .flatMap(name -> UserClaims.scopeOf(name).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Those that {@code allowed} covers. */
    public Claims within(Scope allowed) {
        return new Claims(within(userinfo, allowed), within(idToken, allowed), subjects, acr, acrEssential);
    }

    private static List<String> within(List<String> names, Scope allowed) {
        return names.stream()
                .filter(name -> UserClaims.scopeOf(name).filter(allowed::has).isPresent())
                .toList();
    }

    /** Empty where the text is no such request. */
    static Optional<Claims> read(String text) {
        return BoundedJson.read(text).filter(JsonNode::isObject).flatMap(Claims::read);
    }

    private static Optional<Claims> read(JsonNode asked) {
        JsonNode userinfo = asked.path("userinfo");
        JsonNode idToken = asked.path("id_token");
        if (!possible(userinfo) || !possible(idToken)) {
            return Optional.empty();
        }
        JsonNode acr = idToken.path("acr");
        return Optional.of(new Claims(
                names(userinfo),
                names(idToken),
                subjects(idToken.path("sub")),
                values(acr),
                acr.path("essential").asBoolean(false)));
    }

    /** Each member is null or an object. */
    private static boolean possible(JsonNode claims) {
        if (claims.isMissingNode() || claims.isNull()) {
            return true;
        }
        for (JsonNode claim : claims) {
            if (!claim.isNull() && !claim.isObject()) {
                return false;
            }
        }
        return claims.isObject();
    }

    private static List<String> names(JsonNode claims) {
        var names = new ArrayList<String>();
        claims.fieldNames().forEachRemaining(names::add);
        return names.stream()
                .filter(name -> UserClaims.scopeOf(name).isPresent())
                .toList();
    }

    /** A demand that no name fits is one all the same: whatever is no text there lets nobody through. */
    private static @Nullable List<String> subjects(JsonNode claim) {
        return claim.hasNonNull("value") || claim.hasNonNull("values")
                ? texts(claim).toList()
                : null;
    }

    private static Stream<String> texts(JsonNode claim) {
        return Stream.concat(
                        Stream.of(claim.path("value")), claim.path("values").valueStream())
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    private static List<String> values(JsonNode claim) {
        return texts(claim)
                .filter(value -> !value.isBlank() && value.length() <= LONGEST_VALUE)
                .limit(MOST_VALUES)
                .toList();
    }
}
