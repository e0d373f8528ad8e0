package dev.gatehouse.suite.setup;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A request for a code by PKCE (RFC 7636), written by hand. */
public final class CodeRequest {
    public static final String VERIFIER = "a-verifier-that-is-long-enough-for-the-grammar-0123456789";

    private CodeRequest() {}

    /** The address that an application sends the browser to. @param changes of the parameters */
    public static String address(Gatehouse gatehouse, OAuthClient by, String scope, Map<String, String> changes) {
        var parameters = new TreeMap<>(Map.of(
                "response_type",
                "code",
                "client_id",
                by.id(),
                "redirect_uri",
                by.redirectUri(),
                "scope",
                scope,
                "state",
                "opaque-to-you",
                "code_challenge",
                challenge(),
                "code_challenge_method",
                "S256"));
        parameters.putAll(changes);
        return gatehouse.issuer() + "/oauth2/authorize?"
                + parameters.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    private static String challenge() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
