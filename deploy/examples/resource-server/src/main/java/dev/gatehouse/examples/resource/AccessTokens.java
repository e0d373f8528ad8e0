package dev.gatehouse.examples.resource;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Checks access tokens (RFC 9068) by the keys that Gatehouse publishes. Whether one was revoked is not known here. */
final class AccessTokens {
    private static final int LONGEST = 8 * 1024;
    private static final int CLOCK_SKEW_SECONDS = 5;
    private static final Duration KEYS_ARE_GOOD_FOR = Duration.ofMinutes(5);
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int LARGEST_KEY_SET = 256 * 1024;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    AccessTokens(Settings settings) throws MalformedURLException {
        var keys = JWKSourceBuilder.create(
                        settings.gatehouse().resolve("/.well-known/jwks.json").toURL(),
                        new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, LARGEST_KEY_SET))
                .cache(KEYS_ARE_GOOD_FOR.toMillis(), TIMEOUT_MILLIS)
                .retrying(true)
                .build();
        // What the token says of its algorithm and its type is compared, never followed (RFC 8725, sections 3.1 and
        // 3.11).
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys));
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        var claims = new DefaultJWTClaimsVerifier<SecurityContext>(
                Set.of(settings.audience()),
                new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                Set.of("sub", "exp", "iat", "jti", "rev"),
                // Of a token that is bound to a key, the proof would have to be checked.
                Set.of("cnf"));
        claims.setMaxClockSkew(CLOCK_SKEW_SECONDS);
        processor.setJWTClaimsSetVerifier(claims);
    }

    /**
     * Empty for what is no access token for this API.
     *
     * @throws JOSEException where the keys cannot be had
     */
    Optional<Caller> check(String token) throws JOSEException {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(Caller.of(processor.process(SignedJWT.parse(token), null)));
        } catch (ParseException | BadJOSEException e) {
            return Optional.empty();
        }
    }
}
