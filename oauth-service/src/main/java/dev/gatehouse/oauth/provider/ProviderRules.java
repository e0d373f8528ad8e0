package dev.gatehouse.oauth.provider;

import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.provider.UpstreamProvider.Credentials;
import dev.gatehouse.oauth.provider.UpstreamProvider.SignOut;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which providers there can be; pure. */
public final class ProviderRules {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    /** Has a path of its own under {@code /connect}. */
    private static final String RESERVED = "providers";

    /** quarkus-oidc signs with it what it makes up in place of an ID token, by HS256. */
    private static final int SHORTEST_KEY = 32;

    private static final Pattern APPLE_ID = Pattern.compile("[A-Za-z0-9]{1,32}");
    private static final Set<String> PROMPTS =
            Set.of("login", "consent", "select_account", "login consent", "consent login", "select_account consent");

    private static final List<String> OF_ALL = List.of(
            "display_name",
            "client_id",
            "scope",
            "prompt",
            "claims",
            "honours_logout",
            "signs_out_there",
            "end_session_endpoint");

    private ProviderRules() {}

    /** Whether a provider can have that name. */
    public static boolean plausibleName(String name) {
        return NAME.matcher(name).matches() && !name.equals(RESERVED);
    }

    sealed interface Checked permits Fine, Wrong {}

    record Fine(UpstreamProvider provider) implements Checked {}

    record Wrong(List<Violation> violations) implements Checked {}

    static Checked registered(ProviderMetadata said, Instant now) {
        String name = said.required("name", null, 32);
        if (!name.isEmpty() && !plausibleName(name)) {
            said.refuse("name", "must be up to 32 lower-case letters, digits and hyphens, and not \"providers\"");
        }
        String kind = said.text("kind", Preset.OPENID.value(), 32);
        Optional<Preset> preset = Preset.of(kind == null ? Preset.OPENID.value() : kind);
        if (preset.isEmpty()) {
            said.refuse("kind", "must be one of " + kinds());
            return new Wrong(said.wrong());
        }
        return checked(said, name, preset.get(), issuer(said, preset.get()), null, now);
    }

    /** Name, kind and issuer stay: users are known here by what this very provider calls them. */
    static Checked changed(ProviderMetadata said, UpstreamProvider before, Instant now) {
        return checked(said, before.name(), before.preset(), before.issuer(), before, now);
    }

    private static List<String> kinds() {
        return List.of(Preset.values()).stream().map(Preset::value).toList();
    }

    private static String issuer(ProviderMetadata said, Preset preset) {
        String issuer = preset.traits().issuer();
        for (Place place : preset.traits().places()) {
            String ordinary = place.ordinary();
            String text = said.text(place.member(), ordinary, 1000);
            if (text == null && ordinary != null) {
                text = ordinary;
            }
            if (text == null) {
                said.refuse(place.member(), "is missing");
                continue;
            }
            String member = place.member();
            said.refuse(member, place.objection(text));
            // Keycloak and GitLab are at an address, and an issuer is what it says: only the former may end in a slash.
            boolean base = place.form() == Place.Form.ADDRESS && !member.equals("issuer");
            issuer = issuer.replace("{" + member + "}", base ? text.replaceFirst("/+$", "") : text);
        }
        return issuer;
    }

    private static Checked checked(
            ProviderMetadata said,
            String name,
            Preset preset,
            String issuer,
            @Nullable UpstreamProvider before,
            Instant now) {
        Preset.Traits traits = preset.traits();
        said.only(members(traits, before == null));
        String ordinaryName = traits.displayName() == null ? name : traits.displayName();
        String displayName = said.text("display_name", before == null ? ordinaryName : before.displayName(), 100);
        Credentials credentials = credentials(said, traits.secret(), before == null ? null : before.credentials());
        if (traits.protocol() == Preset.Protocol.GITHUB
                && !credentials.clientSecret().isEmpty()
                && credentials.clientSecret().length() < SHORTEST_KEY) {
            said.refuse("client_secret", "must have " + SHORTEST_KEY + " characters or more, as those of GitHub have");
        }
        Scope scope = scope(said, traits, before == null ? traits.scope() : before.scope());
        String prompt = said.text("prompt", before == null ? null : before.prompt(), 64);
        if (prompt != null && !PROMPTS.contains(prompt)) {
            said.refuse("prompt", "must be login, consent or select_account, or consent beside one of the others");
        }
        ClaimMapping mapping = said.mapping("claims", before == null ? ClaimMapping.NONE : before.mapping());
        SignOut signOut = signOut(said, traits, before == null ? SignOut.USUAL : before.signOut());
        return said.wrong().isEmpty()
                ? new Fine(new UpstreamProvider(
                        name,
                        UUID.randomUUID(),
                        preset,
                        displayName == null ? ordinaryName : displayName,
                        issuer,
                        credentials,
                        scope,
                        prompt,
                        mapping,
                        signOut,
                        before == null ? now : before.createdAt(),
                        now))
                : new Wrong(said.wrong());
    }

    private static List<String> members(Preset.Traits traits, boolean fresh) {
        var members = new ArrayList<>(OF_ALL);
        members.addAll(
                switch (traits.secret()) {
                    case GIVEN -> List.of("client_secret");
                    case SIGNED -> List.of("team_id", "key_id", "private_key");
                });
        if (fresh) {
            members.addAll(List.of("name", "kind"));
            traits.places().forEach(place -> members.add(place.member()));
        }
        return List.copyOf(members);
    }

    private static Credentials credentials(ProviderMetadata said, Preset.Secret kind, @Nullable Credentials before) {
        String clientId = said.required("client_id", before == null ? null : before.clientId(), 255);
        String secret = before == null ? null : before.clientSecret();
        return switch (kind) {
            case GIVEN -> new Credentials(clientId, said.required("client_secret", secret, 1000));
            case SIGNED -> {
                String team = appleId(said, "team_id", before == null ? null : before.teamId());
                String key = appleId(said, "key_id", before == null ? null : before.keyId());
                String pem = said.requiredLines("private_key", secret, 2000);
                if (!pem.isEmpty()) {
                    said.refuse("private_key", SigningKeys.objection(pem));
                }
                yield new Credentials(clientId, pem, team, key);
            }
        };
    }

    private static String appleId(ProviderMetadata said, String member, @Nullable String before) {
        String id = said.required(member, before, 32);
        if (!id.isEmpty() && !APPLE_ID.matcher(id).matches()) {
            said.refuse(member, "must be letters and digits");
        }
        return id;
    }

    private static Scope scope(ProviderMetadata said, Preset.Traits traits, Scope before) {
        if (!said.says("scope")) {
            return before;
        }
        String text = said.text("scope", null, 1000);
        try {
            return text == null ? traits.scope() : Scope.parse(text);
        } catch (IllegalArgumentException e) {
            said.refuse("scope", "has a character that RFC 6749 does not allow");
            return before;
        }
    }

    private static SignOut signOut(ProviderMetadata said, Preset.Traits traits, SignOut before) {
        boolean honoured = said.flag("honours_logout", before.honoured(), SignOut.USUAL.honoured());
        boolean offered = said.flag("signs_out_there", before.offered(), SignOut.USUAL.offered());
        String endpoint = said.text("end_session_endpoint", before.endpoint(), 1000);
        if (endpoint != null) {
            said.refuse("end_session_endpoint", Place.objectionToAddress(endpoint));
        }
        if (offered && traits.protocol() != Preset.Protocol.OPENID) {
            said.refuse("signs_out_there", "is for OpenID providers alone");
        }
        return new SignOut(honoured, offered, endpoint);
    }
}
