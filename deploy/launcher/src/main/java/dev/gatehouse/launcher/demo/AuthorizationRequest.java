package dev.gatehouse.launcher.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an application keeps while the user is away: state, nonce, and the PKCE verifier (RFC 7636). */
record AuthorizationRequest(String scope, String state, String nonce, String verifier) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    static AuthorizationRequest of(String scope) {
        return new AuthorizationRequest(scope, random(), random(), random());
    }

    /** The parameters for the authorization endpoint. */
    Map<String, String> parameters(Accounts accounts) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", accounts.clientId());
        parameters.put("redirect_uri", accounts.redirectUri());
        parameters.put("scope", scope);
        parameters.put("state", state);
        parameters.put("nonce", nonce);
        parameters.put("code_challenge", challenge());
        parameters.put("code_challenge_method", "S256");
        return parameters;
    }

    private String challenge() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return encoded(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return encoded(bytes);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
