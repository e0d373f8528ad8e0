package dev.gatehouse.oauth.client;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What users see of a client, and by what its makers are known (RFC 7591, section 2).
 *
 * @param localized members in other languages, {@code name#language} to text; null for none
 */
@Embeddable
@RegisterForReflection
public record ClientPages(
        @Column(name = "client_uri") @Nullable String clientUri,
        @Column(name = "logo_uri") @Nullable String logoUri,
        @Column(name = "tos_uri") @Nullable String tosUri,
        @Column(name = "policy_uri") @Nullable String policyUri,

        @Column(name = "contacts") @JdbcTypeCode(SqlTypes.ARRAY)
        List<String> contacts,

        @Column(name = "localized") @Convert(converter = JsonObject.Text.class) @Nullable
        JsonObject localized,

        @Column(name = "software_id") @Nullable String softwareId,
        @Column(name = "software_version") @Nullable String softwareVersion) {
    /** Where nothing is registered. */
    public static final ClientPages ORDINARY = new ClientPages(null, null, null, null, List.of(), null, null, null);

    /** What can be in other languages. */
    static final Set<String> WITH_LANGUAGES = Set.of("client_name", "client_uri", "logo_uri", "tos_uri", "policy_uri");

    /** A language tag after the name (RFC 7591, section 2.2), roughly as of RFC 5646. */
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}");

    /** Addresses that users are shown. */
    public enum Page {
        client_uri,
        logo_uri,
        tos_uri,
        policy_uri
    }

    /** As registered for the language, else for all of them; null for none. */
    public @Nullable String in(String language, Page page) {
        if (localized != null && localized.members().get(page + "#" + language) instanceof String address) {
            return address;
        }
        return switch (page) {
            case client_uri -> clientUri;
            case logo_uri -> logoUri;
            case tos_uri -> tosUri;
            case policy_uri -> policyUri;
        };
    }

    /** Whether {@code member} is one of these in another language: {@code name#language}. */
    public static boolean translated(String member) {
        int cut = member.indexOf('#');
        return cut > 0
                && WITH_LANGUAGES.contains(member.substring(0, cut))
                && LANGUAGE.matcher(member.substring(cut + 1)).matches();
    }
}
