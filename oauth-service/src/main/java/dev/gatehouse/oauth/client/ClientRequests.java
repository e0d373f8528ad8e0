package dev.gatehouse.oauth.client;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What a client may ask, and how.
 *
 * @param applicationType {@code web} or {@code native}
 * @param profile {@code plain} or {@code fapi2} (FAPI 2.0 Security Profile)
 * @param firstParty whether it is the house's own, which needs no consent
 * @param requirePkce whether its authorization requests need a code challenge (RFC 7636); false of confidential clients alone
 * @param requirePushedAuthorizationRequests RFC 9126, section 6
 * @param requestObjectSigningAlg signs its request objects (RFC 9101); null for any that there is
 * @param requestUris where they may be fetched
 * @param defaultMaxAge seconds since the sign-in that it allows where a request does not say; null for any
 * @param requireAuthTime whether its ID tokens always have {@code auth_time}
 * @param defaultAcrValues classes that it asks for where a request does not say, the dearest first
 * @param authorizationDetailsTypes RFC 9396, section 10
 * @param initiateLoginUri where others may have it begin a sign-in
 */
@Embeddable
@RegisterForReflection
public record ClientRequests(
        @Column(name = "application_type") String applicationType,
        @Column(name = "profile") String profile,
        @Column(name = "first_party") boolean firstParty,
        @Column(name = "require_pkce") boolean requirePkce,

        @Column(name = "require_pushed_authorization_requests")
        boolean requirePushedAuthorizationRequests,

        @Column(name = "request_object_signing_alg") @Nullable
        String requestObjectSigningAlg,

        @Column(name = "request_uris") @JdbcTypeCode(SqlTypes.ARRAY)
        List<String> requestUris,

        @Column(name = "default_max_age") @Nullable Long defaultMaxAge,
        @Column(name = "require_auth_time") boolean requireAuthTime,

        @Column(name = "default_acr_values") @JdbcTypeCode(SqlTypes.ARRAY)
        List<String> defaultAcrValues,

        @Column(name = "authorization_details_types") @JdbcTypeCode(SqlTypes.ARRAY)
        List<String> authorizationDetailsTypes,

        @Column(name = "initiate_login_uri") @Nullable String initiateLoginUri) {
    /** Where nothing is registered. */
    public static final ClientRequests ORDINARY = new ClientRequests(
            "web", "plain", false, true, false, null, List.of(), null, false, List.of(), List.of(), null);

    /** Whether the FAPI 2.0 Security Profile is on. */
    public boolean fapi() {
        return profile.equals("fapi2");
    }

    /** Whether it is installed where its user is, so that ports of the loopback interface are free (RFC 8252, section 7.3). */
    public boolean installed() {
        return applicationType.equals("native");
    }
}
