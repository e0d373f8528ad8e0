package dev.gatehouse.suite.setup;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Instant;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** What somebody's authenticator application shows (RFC 6238). */
public final class OneTimePassword {
    private static final TimeBasedOneTimePasswordGenerator APPLICATION = new TimeBasedOneTimePasswordGenerator();

    private OneTimePassword() {}

    /** @param secret in base32 @param later how many half minutes from now */
    public static String of(String secret, int later) throws InvalidKeyException {
        return APPLICATION.generateOneTimePasswordString(
                new SecretKeySpec(new Base32().decode(secret), APPLICATION.getAlgorithm()),
                Instant.now().plus(APPLICATION.getTimeStep().multipliedBy(later)));
    }
}
