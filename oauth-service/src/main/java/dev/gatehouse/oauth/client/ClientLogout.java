package dev.gatehouse.oauth.client;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told when a session ends (OpenID Connect RP-Initiated, Back-Channel and Front-Channel Logout 1.0).
 *
 * @param postLogoutRedirectUris where users may be led after a sign-out that it asked for; compared character by character
 * @param backchannelLogoutTimeout seconds that a delivery may take; null for what is configured
 */
@Embeddable
@RegisterForReflection
public record ClientLogout(
        @Column(name = "post_logout_redirect_uris") @JdbcTypeCode(SqlTypes.ARRAY)
        List<String> postLogoutRedirectUris,

        @Column(name = "backchannel_logout_uri") @Nullable String backchannelLogoutUri,

        @Column(name = "backchannel_logout_session_required")
        boolean backchannelLogoutSessionRequired,

        @Column(name = "backchannel_logout_timeout") @Nullable
        Long backchannelLogoutTimeout,

        @Column(name = "frontchannel_logout_uri") @Nullable String frontchannelLogoutUri,

        @Column(name = "frontchannel_logout_session_required")
        boolean frontchannelLogoutSessionRequired) {
    /** Seconds that a client may have to take in a logout token. */
    public static final int LONGEST_DELIVERY = 10;

    /** Where nothing is registered. */
    public static final ClientLogout ORDINARY = new ClientLogout(List.of(), null, false, null, null, false);
}
