package dev.gatehouse.common.oauth;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What an {@code Authorization: Basic} header carries, as UTF-8 (RFC 7617, section 2.1). */
public record BasicCredentials(String user, String password) {
    private static final String SCHEME = "basic ";

    /** Whether the header is of this scheme, well formed or not. */
    public static boolean isIn(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** Empty where it is of another scheme, not base64, not UTF-8, has no colon or a control character. */
    public static Optional<BasicCredentials> read(String authorization) {
        if (!isIn(authorization)) {
            return Optional.empty();
        }
        String pair;
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).strip());
            pair = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
        int cut = pair.indexOf(':');
        if (cut < 0 || pair.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        return Optional.of(new BasicCredentials(pair.substring(0, cut), pair.substring(cut + 1)));
    }

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "BasicCredentials[" + user + "]";
    }
}
