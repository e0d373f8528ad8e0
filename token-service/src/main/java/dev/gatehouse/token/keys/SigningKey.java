package dev.gatehouse.token.keys;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Map;

/**
 * A key pair of one algorithm.
 *
 * @param kid the JWK thumbprint of the public key (RFC 7638)
 * @param publicJwk as published
 */
record SigningKey(
        String kid, Algorithm algorithm, PublicKey publicKey, PrivateKey privateKey, Map<String, Object> publicJwk) {}
