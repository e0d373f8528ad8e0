package dev.gatehouse.launcher.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Set;

/** Checks a JWT with a library that Gatehouse does not sign with, by nothing but the published keys. */
final class IndependentCheck {
    /** RFC 9068, section 2.1. */
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private final JWKSet keys;
    private final String issuer;

    /** @param jwks the answer of the key set's address */
    IndependentCheck(Answer jwks, String issuer) {
        this.issuer = issuer;
        try {
            keys = JWKSet.parse(jwks.expect(200).body());
        } catch (ParseException e) {
            throw new Unexpected(jwks.what(), "a JWK set", e);
        }
    }

    /** Signature by ES256, type, issuer and expiry. */
    JWTClaimsSet accessToken(String token) {
        var expected = new JWTClaimsSet.Builder().issuer(issuer).build();
        return claims(
                "the access token",
                token,
                JWSAlgorithm.ES256,
                new DefaultJOSEObjectTypeVerifier<>(ACCESS_TOKEN),
                new DefaultJWTClaimsVerifier<>(expected, Set.of("sub", "exp", "jti")));
    }

    /** Signature by RS256, issuer, audience, nonce and expiry (OpenID Connect Core, section 3.1.3.7). */
    JWTClaimsSet idToken(String token, String audience, String nonce) {
        var expected =
                new JWTClaimsSet.Builder().issuer(issuer).claim("nonce", nonce).build();
        return claims(
                "the ID token",
                token,
                JWSAlgorithm.RS256,
                // ID tokens may leave the type out.
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, null),
                new DefaultJWTClaimsVerifier<>(audience, expected, Set.of("sub", "exp", "iat")));
    }

    private JWTClaimsSet claims(
            String what,
            String token,
            JWSAlgorithm algorithm,
            DefaultJOSEObjectTypeVerifier<SecurityContext> type,
            DefaultJWTClaimsVerifier<SecurityContext> claims) {
        var processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(type);
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithm, new ImmutableJWKSet<>(keys)));
        processor.setJWTClaimsSetVerifier(claims);
        try {
            return processor.process(token, null);
        } catch (BadJOSEException | JOSEException | ParseException e) {
            throw new Unexpected(what, "a valid " + algorithm + " signature and claims", e);
        }
    }
}
