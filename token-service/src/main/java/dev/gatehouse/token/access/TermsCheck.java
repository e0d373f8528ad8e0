package dev.gatehouse.token.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.oauth.ResourceIndicator;
import dev.gatehouse.common.peer.Beside;
import dev.gatehouse.common.peer.TokenService.Actor;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.peer.TokenService.MintRefused;
import dev.gatehouse.common.peer.TokenService.Terms;
import dev.gatehouse.token.keys.Algorithm;
import dev.gatehouse.token.keys.KeysConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether tokens can be given on the terms that an order asks for: all is bounded, so that a token stays one. */
@Singleton
public class TermsCheck {
    /** So many actors one behind the other are told. */
    public static final int MOST_ACTORS = 4;

    private static final int MOST_RESOURCES = 10;

    private static final int LONGEST_CLAIMS = 2 * 1024;
    private static final int MOST_LEVELS = 3;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_ID = 255;
    private static final String NAME = "a claim has a name that it cannot have";
    /** A SHA-256, base64url. */
    private static final Pattern THUMBPRINT = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final ObjectMapper json;
    private final Set<Algorithm> algorithms;

    @Inject
    TermsCheck(ObjectMapper json, KeysConfig keys) {
        this(json, keys.algorithms());
    }

    TermsCheck(ObjectMapper json, Set<Algorithm> algorithms) {
        this.json = json;
        this.algorithms = algorithms;
    }

    /** Why there are no tokens on these terms; empty where there can be. */
    public Optional<MintRefused> objection(Terms terms) {
        if (!audience(terms.audience())) {
            return Optional.of(new MintRefused(
                    "invalid_target",
                    "a resource is an absolute URI without a fragment, and there are ten at most, of 1024 characters"));
        }
        if (!lifetime(terms.lifetime())) {
            return refused("a token lives for a second at least");
        }
        if (!algorithm(terms.algorithm())) {
            return refused("there is no such algorithm here");
        }
        if (!confirmation(terms.confirmation())) {
            return refused("a confirmation is one thumbprint, a SHA-256 in base64url");
        }
        if (!actor(terms.actor())) {
            return refused("actors have names, and there are four at most");
        }
        Beside beside = terms.beside();
        if (beside != null) {
            if (!algorithm(beside.idTokenAlgorithm())) {
                return refused("there is no such algorithm here");
            }
            if (!lifetime(beside.refreshLifetime()) || !lifetime(beside.refreshIdle())) {
                return refused("a grant lives for a second at least");
            }
            Map<String, List<String>> byScope = beside.claimsByScope();
            if (byScope != null && !byScope.values().stream().allMatch(TermsCheck::names)) {
                return refused(NAME);
            }
        }
        return claims(terms.claims());
    }

    private static boolean audience(@Nullable List<String> audience) {
        return audience == null
                || (!audience.isEmpty()
                        && audience.size() <= MOST_RESOURCES
                        && audience.stream().mapToInt(String::length).sum() <= ResourceIndicator.LONGEST_TOGETHER
                        && audience.stream()
                                .allMatch(each ->
                                        ResourceIndicator.objection(each).isEmpty()));
    }

    private static boolean lifetime(@Nullable Duration lifetime) {
        return lifetime == null || lifetime.compareTo(Duration.ofSeconds(1)) >= 0;
    }

    private boolean algorithm(@Nullable String name) {
        return name == null || algorithms.stream().anyMatch(each -> each.name().equals(name));
    }

    private static boolean confirmation(@Nullable Confirmation confirmation) {
        if (confirmation == null) {
            return true;
        }
        String jkt = confirmation.jkt();
        String certificate = confirmation.certificate();
        String one = jkt == null ? certificate : jkt;
        return one != null
                && (jkt == null || certificate == null)
                && THUMBPRINT.matcher(one).matches();
    }

    private static boolean actor(@Nullable Actor actor) {
        if (actor != null && actor.depth() > MOST_ACTORS) {
            return false;
        }
        for (Actor each = actor; each != null; each = each.actor()) {
            if (!id(each.subject()) || (each.clientId() != null && !id(each.clientId()))) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("ConstantValue") // what comes as JSON may lack it
    private static boolean id(@Nullable String text) {
        return text != null && !text.isBlank() && text.length() <= LONGEST_ID;
    }

    private Optional<MintRefused> claims(@Nullable Map<String, Object> claims) {
        if (claims == null) {
            return Optional.empty();
        }
        if (!names(claims.keySet())) {
            return refused(NAME);
        }
        if (!shallow(claims, MOST_LEVELS)) {
            return refused("the claims are nested too deep");
        }
        try {
            return json.writeValueAsBytes(claims).length <= LONGEST_CLAIMS
                    ? Optional.empty()
                    : refused("the claims are larger than 2 KiB");
        } catch (JsonProcessingException e) {
            return refused("the claims are not JSON");
        }
    }

    private static boolean names(Collection<String> names) {
        return names.stream()
                .noneMatch(
                        name -> name.isBlank() || name.length() > LONGEST_NAME || AccessClaims.RESERVED.contains(name));
    }

    private static boolean shallow(@Nullable Object value, int levels) {
        return switch (value) {
            case Map<?, ?> object -> levels > 0 && object.values().stream().allMatch(each -> shallow(each, levels - 1));
            case List<?> array -> levels > 0 && array.stream().allMatch(each -> shallow(each, levels - 1));
            case null, default -> true;
        };
    }

    private static Optional<MintRefused> refused(String why) {
        return Optional.of(new MintRefused("invalid_request", why));
    }
}
