package dev.gatehouse.bench.side;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of work that are compared. */
public enum Row {
    EMPTY("empty endpoint", 32),
    /** As the other services ask for it. */
    MINT("JWT by /internal/tokens", 32),
    CLIENT_CREDENTIALS("client_credentials", 32),
    /** A user's token for another one of the same client's (RFC 8693). */
    TOKEN_EXCHANGE("token exchange", 32),
    INTROSPECTION("introspection", 32),
    USERINFO("userinfo", 32),
    JWKS("JWK set", 32),
    VERIFY_JWT("/verify by JWT", 32),
    VERIFY_COOKIE("/verify by cookie", 32),
    VERIFY_OPAQUE("/verify by opaque token", 32),
    /** Tokens of a client for itself. */
    VERIFY_OAUTH("/verify by OAuth token", 32),
    /** Access tokens that were given beside an ID token. */
    VERIFY_OPENID("/verify by OpenID Connect token", 32),
    VERIFY_KEY("/verify by API key", 32),
    /** The same people again and again: their passwords are remembered. */
    VERIFY_BASIC("/verify by Basic, password remembered", 32),
    /** As the other services ask for it. */
    SESSION_LOOKUP("session look-up", 32),
    /** Each code is asked for between the exchanges, which is not counted, but takes its share of the machine. */
    CODE_EXCHANGE("code exchange, each code asked for before", 32),
    REFRESH("refresh", 32),
    /** As oauth-service asks for it: users' grants, without ID tokens. */
    REFRESH_AT_TOKEN_SERVICE("refresh by /internal/tokens/refresh", 32),
    /** Few at once: each takes a core for as long as a hash does. */
    SIGN_IN("password sign-in", 8),
    /** From networks that are new each time, for which nothing is remembered: each takes as long as a hash does. */
    VERIFY_BASIC_HASHED("/verify by Basic, password hashed", 8),
    /** The page, the form and the way back, with the exchange of the code at the end: all of it is timed, and counts once. */
    BROWSER_SIGN_IN("browser sign-in, from the request to the tokens", 8),
    /** From the call that revokes until another replica refuses the token, which it had accepted before. */
    REVOCATION("revocation, until another replica refuses", 2),
    /** From the call that revokes until another replica's stream has told of it. */
    REVOCATION_TOLD("revocation, until another replica's stream tells", 2);

    private static final int MANY = 32;

    private final String title;
    private final int connections;

    Row(String title, int connections) {
        this.title = title;
        this.connections = connections;
    }

    /**
     * How many times each side is warmed up at least: a compiler in the running program takes up what has run some
     * thousands of times, and sign-ins and revocations are few.
     */
    public int warmUps() {
        return this == SIGN_IN || timed() ? 8 : connections < MANY ? 3 : 1;
    }

    /** Whether the time that it takes is what counts, and not how often it can be done. */
    public boolean timed() {
        return this == REVOCATION || this == REVOCATION_TOLD;
    }

    /** As the table names it. */
    public String title() {
        return title;
    }

    /** As the command line names it, such as {@code verify-jwt}. */
    public String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How many connections it is driven over. */
    public int connections() {
        return connections;
    }

    /** @throws BenchFailure where there is no such row */
    public static Row named(String option) {
        return Arrays.stream(values())
                .filter(row -> row.option().equals(option))
                .findFirst()
                .orElseThrow(() -> new BenchFailure("there is no row " + option + "; there are "
                        + Arrays.stream(values()).map(Row::option).collect(Collectors.joining(", "))));
    }
}
