package dev.gatehouse.bench.load;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks for a code as a browser that is signed in, and exchanges it; the exchange counts. */
public final class Exchanging implements Dialogue {
    private final byte[] authorization;
    private final Function<String, byte[]> exchange;
    private @Nullable String code;

    /**
     * One browser.
     *
     * @param authorization the request for a code
     * @param exchange of a code
     */
    public Exchanging(byte[] authorization, Function<String, byte[]> exchange) {
        this.authorization = authorization;
        this.exchange = exchange;
    }

    @Override
    public byte[] next() {
        return code == null ? authorization : exchange.apply(code);
    }

    @Override
    public boolean accepts(Answer answer) {
        if (code != null) {
            code = null;
            return answer.successful() && answer.text().contains("\"refresh_token\"");
        }
        code = AuthorizationCode.in(answer.location()).orElse(null);
        return code != null;
    }

    @Override
    public boolean prepares() {
        return code == null;
    }

    /** A code that is there was just given: that was the preparation. */
    @Override
    public boolean counts() {
        return code == null;
    }
}
