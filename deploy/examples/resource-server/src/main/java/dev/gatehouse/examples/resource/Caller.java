package dev.gatehouse.examples.resource;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as an access token says it.
 *
 * @param from names of the tokens that it was exchanged for, as {@code kind:value}, by which it ends as well (claim
 *     {@code from})
 * @param position of the log of revocations when the token was issued (claim {@code rev})
 */
record Caller(
        String subject,
        String tokenId,
        @Nullable String clientId,
        @Nullable String sid,
        @Nullable String grantId,
        String scope,
        List<String> from,
        long position) {
    static Caller of(JWTClaimsSet claims) throws ParseException {
        String scope = claims.getStringClaim("scope");
        List<String> from = claims.getStringListClaim("from");
        return new Caller(
                claims.getSubject(),
                claims.getJWTID(),
                claims.getStringClaim("client_id"),
                claims.getStringClaim("sid"),
                claims.getStringClaim("grant_id"),
                scope == null ? "" : scope,
                from == null ? List.of() : List.copyOf(from),
                claims.getLongClaim("rev"));
    }

    boolean has(String demanded) {
        return List.of(scope.split(" ")).contains(demanded);
    }

    /** All names by which the token may have been revoked for good. */
    Map<String, @Nullable String> ownNames() {
        var names = new HashMap<String, @Nullable String>();
        names.put("jti", tokenId);
        names.put("sid", sid);
        names.put("grant", grantId);
        return names;
    }

    /** All names that outlive it: what was issued after the revocation counts. */
    Map<String, @Nullable String> sharedNames() {
        var names = new HashMap<String, @Nullable String>();
        names.put("user", subject);
        names.put("client", clientId);
        names.put("consent", clientId == null ? null : subject + " " + clientId);
        return names;
    }
}
