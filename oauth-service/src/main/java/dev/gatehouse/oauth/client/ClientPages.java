package dev.gatehouse.oauth.client;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.util.List;
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
}
