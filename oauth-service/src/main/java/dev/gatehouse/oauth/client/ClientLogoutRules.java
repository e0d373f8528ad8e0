package dev.gatehouse.oauth.client;

import dev.gatehouse.common.page.FrameSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides what a client is told when a session ends; pure. */
final class ClientLogoutRules {
    private static final Pattern HTTP = Pattern.compile("(?i)https?://");

    private ClientLogoutRules() {}

    static ClientLogout check(Said said, ClientLogout before, List<String> redirectUris) {
        var logout = new ClientLogout(
                said.list("post_logout_redirect_uris", before.postLogoutRedirectUris(), 20, Said.LONGEST_URI),
                channel(said, "backchannel_logout_uri", before.backchannelLogoutUri()),
                said.flag("backchannel_logout_session_required", before.backchannelLogoutSessionRequired(), false),
                said.seconds(
                        "backchannel_logout_timeout",
                        before.backchannelLogoutTimeout(),
                        1,
                        ClientLogout.LONGEST_DELIVERY),
                channel(said, "frontchannel_logout_uri", before.frontchannelLogoutUri()),
                said.flag("frontchannel_logout_session_required", before.frontchannelLogoutSessionRequired(), false));
        String frame = logout.frontchannelLogoutUri();
        if (frame != null && said.names("frontchannel_logout_uri")) {
            frameObjection(frame, redirectUris).ifPresent(why -> said.refused("frontchannel_logout_uri", why, null));
        }
        said.needs(
                Feature.RP_LOGOUT,
                "post_logout_redirect_uris",
                !logout.postLogoutRedirectUris().isEmpty());
        said.needs(Feature.BACKCHANNEL_LOGOUT, "backchannel_logout_uri", logout.backchannelLogoutUri() != null);
        said.needs(Feature.FRONTCHANNEL_LOGOUT, "frontchannel_logout_uri", logout.frontchannelLogoutUri() != null);
        if (said.names("post_logout_redirect_uris")) {
            logout.postLogoutRedirectUris().stream()
                    .flatMap(uri -> RedirectUris.objection(uri).stream())
                    .forEach(why -> said.refused("post_logout_redirect_uris", why, null));
        }
        return logout;
    }

    /** What our page frames is the client's own (OpenID Connect Front-Channel Logout 1.0, section 2). */
    private static Optional<String> frameObjection(String frame, List<String> redirectUris) {
        Optional<String> origin = FrameSource.of(frame);
        if (origin.isEmpty()) {
            return Optional.of("must have a host that a content security policy can name");
        }
        return redirectUris.stream().anyMatch(uri -> FrameSource.of(uri).equals(origin))
                ? Optional.empty()
                : Optional.of("must have scheme, host and port of a redirect URI");
    }

    /** As a redirect URI, but for those that open a program of the device. */
    private static @Nullable String channel(Said said, String field, @Nullable String before) {
        String uri = said.text(field, before, Said.LONGEST_URI);
        if (uri == null || !said.names(field)) {
            return uri;
        }
        return RedirectUris.objection(uri)
                .or(() -> HTTP.matcher(uri).lookingAt() ? Optional.empty() : Optional.of("must be https"))
                .map(why -> said.refused(field, why, before))
                .orElse(uri);
    }
}
