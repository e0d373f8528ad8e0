package dev.gatehouse.oauth.provider;

import dev.gatehouse.common.scope.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a kind of provider, so that only the rest has to be said of one. */
public enum Preset {
    /** Any OpenID provider with discovery. */
    OPENID(new Traits(
            null,
            "{issuer}",
            List.of(Place.required("issuer", Place.Form.ADDRESS)),
            Scope.of(Scope.PROFILE, Scope.EMAIL),
            Protocol.OPENID,
            Secret.GIVEN,
            Reply.QUERY,
            Renewal.ON_DEMAND,
            ClaimMapping.STANDARD)),

    GOOGLE(new Traits(
            "Google",
            "https://accounts.google.com",
            List.of(),
            Scope.of(Scope.PROFILE, Scope.EMAIL),
            Protocol.OPENID,
            Secret.GIVEN,
            Reply.QUERY,
            Renewal.NEVER,
            ClaimMapping.STANDARD)),

    /** Its e-mail addresses are what the tenant's administrator likes, but where the domain's owner has proved to be it. */
    MICROSOFT(new Traits(
            "Microsoft",
            "https://login.microsoftonline.com/{tenant}/v2.0",
            List.of(Place.required("tenant", Place.Form.TENANT)),
            Scope.of(Scope.PROFILE, Scope.EMAIL),
            Protocol.OPENID,
            Secret.GIVEN,
            Reply.QUERY,
            Renewal.ON_DEMAND,
            ClaimMapping.STANDARD.with(ClaimMapping.of(Map.of("email_verified", "xms_edov"))))),

    /** Takes secrets of its own kind alone, and tells names by form, once. */
    APPLE(new Traits(
            "Apple",
            "https://appleid.apple.com",
            List.of(),
            Scope.of("name", Scope.EMAIL),
            Protocol.OPENID,
            Secret.SIGNED,
            Reply.FORM,
            Renewal.ON_DEMAND,
            ClaimMapping.STANDARD)),

    /** No OpenID provider: who the user is says its API. */
    GITHUB(new Traits(
            "GitHub",
            "{base_url}",
            List.of(Place.optional("base_url", Place.Form.ADDRESS, "https://github.com")),
            Scope.of("read:user", "user:email"),
            Protocol.GITHUB,
            Secret.GIVEN,
            Reply.QUERY,
            Renewal.NEVER,
            ClaimMapping.STANDARD.with(ClaimMapping.of(
                    Map.of("preferred_username", "login", "picture", "avatar_url", "profile", "html_url"))))),

    GITLAB(new Traits(
            "GitLab",
            "{base_url}",
            List.of(Place.optional("base_url", Place.Form.ADDRESS, "https://gitlab.com")),
            Scope.of(Scope.PROFILE, Scope.EMAIL),
            Protocol.OPENID,
            Secret.GIVEN,
            Reply.QUERY,
            Renewal.ON_DEMAND,
            ClaimMapping.STANDARD.with(ClaimMapping.of(Map.of("preferred_username", "nickname"))))),

    KEYCLOAK(new Traits(
            null,
            "{base_url}/realms/{realm}",
            List.of(Place.required("base_url", Place.Form.ADDRESS), Place.required("realm", Place.Form.REALM)),
            Scope.of(Scope.PROFILE, Scope.EMAIL),
            Protocol.OPENID,
            Secret.GIVEN,
            Reply.QUERY,
            Renewal.ON_DEMAND,
            ClaimMapping.STANDARD));

    /**
     * @param displayName on its button; null for the provider's own name
     * @param issuer with the names of places in braces
     * @param places what the issuer depends on
     * @param scope where a registration does not say
     * @param claims which of its claims become which of ours
     */
    public record Traits(
            @Nullable String displayName,
            String issuer,
            List<Place> places,
            Scope scope,
            Protocol protocol,
            Secret secret,
            Reply reply,
            Renewal renewal,
            ClaimMapping claims) {}

    /** How it is learnt who the user is. */
    public enum Protocol {
        /** By its ID token. */
        OPENID,
        /** By GitHub's API, with an access token. */
        GITHUB
    }

    /** How we prove to it who we are. */
    public enum Secret {
        GIVEN,
        /** By a JWT that a private key signs, made anew each time. */
        SIGNED
    }

    /** How its answers come. */
    public enum Reply {
        QUERY,
        /** By a form that the browser sends (OAuth 2.0 Form Post Response Mode). */
        FORM
    }

    /** Whether it can be told to ask its user anew (OpenID Connect Core, section 3.1.2.1, {@code prompt=login}). */
    public enum Renewal {
        /** It does, and says when the user proved who they are. */
        ON_DEMAND,
        /** It cannot, or refuses to. */
        NEVER
    }

    private final Traits traits;

    Preset(Traits traits) {
        this.traits = traits;
    }

    public Traits traits() {
        return traits;
    }

    public boolean asksAnew() {
        return traits.renewal() == Renewal.ON_DEMAND;
    }

    /** Its name in registrations and in PostgreSQL. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Preset> of(String value) {
        return Arrays.stream(values())
                .filter(preset -> preset.value().equals(value))
                .findFirst();
    }
}
