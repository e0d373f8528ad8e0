package dev.gatehouse.token.verify;

import dev.gatehouse.common.oauth.BasicCredentials;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.request.Cookies;
import dev.gatehouse.common.secret.SecretKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a call carries to say who makes it; pure. An Authorization header goes before the cookie, valid or not. */
sealed interface Credential {
    /** RFC 7617, in the bounds that identity-service sets. */
    record Basic(String username, String password) implements Credential {
        /** Keeps the password out of logs. */
        @Override
        public String toString() {
            return "Basic[" + username + "]";
        }
    }

    /** An access token of either form (RFC 6750, section 2.1). */
    record BearerToken(String token) implements Credential {
        @Override
        public String toString() {
            return "BearerToken[]";
        }
    }

    /** An access token that comes with a proof (RFC 9449, section 7.1). */
    record ProvedToken(String token) implements Credential {
        @Override
        public String toString() {
            return "ProvedToken[]";
        }
    }

    record ApiKey(String secret) implements Credential {
        @Override
        public String toString() {
            return "ApiKey[]";
        }
    }

    record SessionCookie(String value) implements Credential {
        @Override
        public String toString() {
            return "SessionCookie[]";
        }
    }

    record None() implements Credential {}

    /** It cannot be anyone's. @param token how it was to come, where it was to be a token */
    record Malformed(Fault.@Nullable Scheme token) implements Credential {}

    /** More than one of a kind, of which proxies and servers may see different ones: the call is refused with 400. */
    record Ambiguous(String reason) implements Credential {}

    /** Which way in it tries. */
    default Verifications.Way way() {
        return switch (this) {
            case Basic ignored -> Verifications.Way.basic;
            case BearerToken(String token) -> form(token);
            case ProvedToken(String token) -> form(token);
            case ApiKey ignored -> Verifications.Way.api_key;
            case SessionCookie ignored -> Verifications.Way.session;
            case None() -> Verifications.Way.none;
            case Malformed ignored -> Verifications.Way.malformed;
            case Ambiguous ignored -> Verifications.Way.malformed;
        };
    }

    private static Verifications.Way form(String token) {
        return token.startsWith(SecretKind.OPAQUE_ACCESS_TOKEN.prefix())
                ? Verifications.Way.opaque
                : Verifications.Way.jwt;
    }

    int LONGEST_USERNAME = 254;
    int LONGEST_PASSWORD = 256;
    int LONGEST_COOKIE = 128;
    /** The token68 of RFC 9110, section 11.2. */
    Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    /**
     * @param authorization every Authorization header
     * @param cookies every Cookie header
     */
    static Credential read(List<String> authorization, List<String> cookies) {
        Cookies.Found session = Cookies.find(cookies, SessionService.COOKIE);
        if (authorization.size() > 1) {
            return new Ambiguous("There is more than one Authorization header.");
        }
        if (session instanceof Cookies.Several) {
            return new Ambiguous("There is more than one cookie " + SessionService.COOKIE + ".");
        }
        if (!authorization.isEmpty()) {
            return header(authorization.getFirst());
        }
        return session instanceof Cookies.One one ? cookie(one) : new None();
    }

    private static Credential cookie(Cookies.One cookie) {
        return cookie.proper() && cookie.value().length() <= LONGEST_COOKIE
                ? new SessionCookie(cookie.value())
                : new Malformed(null);
    }

    private static Credential header(String text) {
        int cut = text.indexOf(' ');
        String scheme = (cut < 0 ? text : text.substring(0, cut)).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "basic" -> basic(text);
            case "bearer" -> bearer(cut < 0 ? "" : text.substring(cut).strip());
            case "dpop" -> proved(cut < 0 ? "" : text.substring(cut).strip());
            default -> new Malformed(null);
        };
    }

    private static Credential basic(String header) {
        Optional<BasicCredentials> sent = BasicCredentials.read(header)
                .filter(pair -> !pair.user().isBlank()
                        && pair.user().length() <= LONGEST_USERNAME
                        && !pair.password().isBlank()
                        && pair.password().length() <= LONGEST_PASSWORD);
        return sent.<Credential>map(pair -> new Basic(pair.user(), pair.password()))
                .orElseGet(() -> new Malformed(null));
    }

    private static Credential bearer(String token) {
        if (!TOKEN.matcher(token).matches()) {
            return new Malformed(Fault.Scheme.Bearer);
        }
        return token.startsWith(SecretKind.API_KEY.prefix()) ? new ApiKey(token) : new BearerToken(token);
    }

    private static Credential proved(String token) {
        return TOKEN.matcher(token).matches() ? new ProvedToken(token) : new Malformed(Fault.Scheme.DPoP);
    }
}
