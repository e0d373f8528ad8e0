package dev.gatehouse.bench.side;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A client's request for a code, and what it exchanges the code by: all requests have one verifier (RFC 7636, S256). */
public record CodeRequest(String clientId, String scope) {
    /** Nobody is there. */
    public static final String REDIRECT_URI = "http://127.0.0.1:9999/callback";

    private static final String VERIFIER = "the-verifier-of-the-benchmark-which-is-no-secret";
    private static final String CHALLENGE = challenge();

    /** The query for the authorization endpoint. @param more parameters */
    public String query(Map<String, String> more) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", REDIRECT_URI);
        parameters.put("scope", scope);
        parameters.put("state", "state");
        parameters.putAll(more);
        parameters.put("code_challenge", CHALLENGE);
        parameters.put("code_challenge_method", "S256");
        return Http.form(parameters);
    }

    /** The form for the token endpoint. */
    public static Map<String, String> exchange(String code) {
        return Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", REDIRECT_URI,
                "code_verifier", VERIFIER);
    }

    private static String challenge() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
