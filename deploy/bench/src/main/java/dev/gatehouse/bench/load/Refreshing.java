package dev.gatehouse.bench.load;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refreshes a grant with the token that the refresh before gave. */
public final class Refreshing implements Dialogue {
    private static final Pattern TOKEN = Pattern.compile("\"refresh_token\"\\s*:\\s*\"([^\"]+)\"");
    private final Function<String, byte[]> request;
    private String token;

    /**
     * One grant.
     *
     * @param request of a refresh token
     * @param token the first one
     */
    public Refreshing(Function<String, byte[]> request, String token) {
        this.request = request;
        this.token = token;
    }

    @Override
    public byte[] next() {
        return request.apply(token);
    }

    @Override
    public boolean accepts(Answer answer) {
        if (!answer.successful()) {
            return false;
        }
        Matcher matcher = TOKEN.matcher(answer.text());
        // A server that does not rotate gives the same one again: less work than the row is about.
        if (!matcher.find() || token.equals(matcher.group(1))) {
            return false;
        }
        token = matcher.group(1);
        return true;
    }
}
