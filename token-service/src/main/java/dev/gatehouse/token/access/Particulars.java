package dev.gatehouse.token.access;

import dev.gatehouse.common.peer.Beside;
import dev.gatehouse.common.peer.Terms;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an access token says that most do not; each null for nothing.
 *
 * @param clientSubject as the client knows the user (OpenID Connect Core, section 8.1); of opaque tokens alone
 * @param authorizationDetails what it lets its holder do (RFC 9396)
 * @param userinfoClaims names of claims that the UserInfo endpoint is to tell
 */
@RegisterForReflection
public record Particulars(
        @Nullable String clientSubject,
        @Nullable List<Map<String, Object>> authorizationDetails,
        @Nullable List<String> userinfoClaims) {
    public static final Particulars NONE = new Particulars(null, null, null);

    static Particulars of(Terms terms) {
        Beside beside = terms.beside();
        return new Particulars(
                beside == null ? null : beside.subject(), terms.authorizationDetails(), terms.userinfoClaims());
    }
}
