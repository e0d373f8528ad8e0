package dev.gatehouse.token.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.oauth.ResourceIndicator;
import dev.gatehouse.common.peer.Beside;
import dev.gatehouse.common.peer.ClientKeyService;
import dev.gatehouse.common.peer.Encryption;
import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Actor;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.peer.TokenService.MintRefused;
import dev.gatehouse.token.clientkey.KeyId;
import dev.gatehouse.token.clientkey.SigningAlgorithms;
import dev.gatehouse.token.encryption.Recipient;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Whether tokens can be given on the terms that an order asks for: all is bounded, so that a token stays one. */
@Singleton
public class TermsCheck {
    /** So many actors one behind the other are told. */
    public static final int MOST_ACTORS = 4;

    private static final int MOST_RESOURCES = 10;
    private static final int MOST_DETAILS = 20;
    private static final int MOST_USERINFO_CLAIMS = 50;

    /** Claims, authorization details, resources and actors; with a scope and names of full length a JWT stays one that is read here. */
    private static final int LONGEST_TOGETHER = 2 * 1024;

    private static final int MOST_LEVELS = 3;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_ID = 255;
    private static final String NAME = "a claim has a name that it cannot have";
    /** A SHA-256, base64url. */
    private static final Pattern THUMBPRINT = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final ObjectMapper json;
    private final List<String> algorithms;
    private final String handedOn;

    /** @param handedOn the audience of the JWTs that {@code /verify} hands on: nobody is to get a token that could pass for one */
    @Inject
    TermsCheck(
            ObjectMapper json,
            SigningAlgorithms algorithms,
            @ConfigProperty(name = "gatehouse.token.verify.audience") String handedOn) {
        this(json, algorithms.names(), handedOn);
    }

    TermsCheck(ObjectMapper json, List<String> algorithms, String handedOn) {
        this.json = json;
        this.algorithms = algorithms;
        this.handedOn = handedOn;
    }

    /**
     * Why there are no tokens on these terms; empty where there can be.
     *
     * @param clientId the client that they are for, null first-hand
     */
    public Optional<MintRefused> objection(Terms terms, @Nullable String clientId) {
        if (!audience(terms.audience())) {
            return Optional.of(new MintRefused(
                    "invalid_target",
                    "a resource is an absolute URI without a fragment, and there are ten at most, of 1024 characters"));
        }
        if (terms.audience() != null && terms.audience().contains(handedOn)) {
            return Optional.of(new MintRefused("invalid_target", "a resource is none of Gatehouse's own names"));
        }
        if (!lifetime(terms.lifetime())) {
            return refused("a token lives for a second at least");
        }
        if (!algorithm(terms.algorithm(), clientId)) {
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
            if (!algorithm(beside.idTokenAlgorithm(), clientId)) {
                return refused("there is no such algorithm here");
            }
            if (!lifetime(beside.refreshLifetime()) || !lifetime(beside.refreshIdle())) {
                return refused("a grant lives for a second at least");
            }
            if (beside.subject() != null && !id(beside.subject())) {
                return refused("a subject is text of 255 characters at most");
            }
            Encryption encryption = beside.idTokenEncryption();
            if (encryption != null && Recipient.of(encryption).isEmpty()) {
                return refused("ID tokens cannot be encrypted so, or not for that key");
            }
            Map<String, List<String>> byScope = beside.claimsByScope();
            if (byScope != null && !byScope.values().stream().allMatch(TermsCheck::names)) {
                return refused(NAME);
            }
        }
        if (!details(terms.authorizationDetails())) {
            return Optional.of(new MintRefused(
                    "invalid_authorization_details",
                    "authorization details are objects with a type, of three levels, and there are twenty at most"));
        }
        List<String> userinfo = terms.userinfoClaims();
        if (userinfo != null
                && (userinfo.size() > MOST_USERINFO_CLAIMS || !userinfo.stream().allMatch(TermsCheck::name))) {
            return refused(NAME);
        }
        return claims(terms);
    }

    /** RFC 9396, section 2: what they mean is the business of the API that they are for. */
    private static boolean details(@Nullable List<Map<String, Object>> details) {
        return details == null
                || (!details.isEmpty()
                        && details.size() <= MOST_DETAILS
                        && details.stream()
                                .allMatch(each -> each.get("type") instanceof String type
                                        && id(type)
                                        && shallow(each, MOST_LEVELS)));
    }

    private static boolean audience(@Nullable List<String> audience) {
        return audience == null
                || (!audience.isEmpty()
                        && audience.size() <= MOST_RESOURCES
                        && length(audience) <= ResourceIndicator.LONGEST_TOGETHER
                        && audience.stream()
                                .allMatch(each ->
                                        ResourceIndicator.objection(each).isEmpty()));
    }

    private static boolean lifetime(@Nullable Duration lifetime) {
        return lifetime == null || lifetime.compareTo(Duration.ofSeconds(1)) >= 0;
    }

    /** A key is shared with a client, never first-hand. */
    private boolean algorithm(@Nullable String name, @Nullable String clientId) {
        return name == null
                || (algorithms.contains(name) && (!name.equals(ClientKeyService.SHARED) || KeyId.possible(clientId)));
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

    private Optional<MintRefused> claims(Terms terms) {
        Map<String, Object> claims = Objects.requireNonNullElse(terms.claims(), Map.of());
        if (!names(claims.keySet())) {
            return refused(NAME);
        }
        if (!shallow(claims, MOST_LEVELS)) {
            return refused("the claims are nested too deep");
        }
        try {
            return json.writeValueAsBytes(claims).length
                                    + length(terms.audience())
                                    + length(terms.actor())
                                    + written(terms.userinfoClaims())
                                    + written(terms.authorizationDetails())
                            <= LONGEST_TOGETHER
                    ? Optional.empty()
                    : refused("claims, authorization details, resources and actors are larger than 2 KiB together");
        } catch (JsonProcessingException e) {
            return refused("the claims are not JSON");
        }
    }

    private static int length(@Nullable List<String> texts) {
        return texts == null ? 0 : texts.stream().mapToInt(String::length).sum();
    }

    private int written(@Nullable Object value) throws JsonProcessingException {
        return value == null ? 0 : json.writeValueAsBytes(value).length;
    }

    private static int length(@Nullable Actor actor) {
        int length = 0;
        for (Actor each = actor; each != null; each = each.actor()) {
            length += each.subject().length()
                    + Objects.requireNonNullElse(each.clientId(), "").length();
        }
        return length;
    }

    private static boolean names(Collection<String> names) {
        return names.stream().allMatch(name -> name(name) && !AccessClaims.RESERVED.contains(name));
    }

    @SuppressWarnings("ConstantValue") // what comes as JSON may lack it
    private static boolean name(@Nullable String name) {
        return name != null && !name.isBlank() && name.length() <= LONGEST_NAME;
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
