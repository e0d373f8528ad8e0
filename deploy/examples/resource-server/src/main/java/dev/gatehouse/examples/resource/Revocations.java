package dev.gatehouse.examples.resource;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The revocations in force, as far as they were told: each until it expires. */
final class Revocations {
    /** A token that bears such a name never counts again. */
    private static final Set<String> FOR_GOOD = Set.of("jti", "sid", "grant");

    private final Map<Name, Held> held = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile Instant swept = Instant.MIN;

    Revocations(Clock clock) {
        this.clock = clock;
    }

    private record Name(String kind, String value) {}

    /** The last revocation by a name. */
    private record Held(long seq, Instant expiresAt) {
        Held with(Held other) {
            return new Held(Math.max(seq, other.seq), expiresAt.isAfter(other.expiresAt) ? expiresAt : other.expiresAt);
        }
    }

    /**
     * Takes one that the stream has told.
     *
     * @throws ParseException where it cannot be read: who does not know what was revoked must let nobody in
     */
    void take(String json) throws ParseException {
        Map<String, Object> entry = JSONObjectUtils.parse(json);
        var name = new Name(JSONObjectUtils.getString(entry, "kind"), JSONObjectUtils.getString(entry, "value"));
        try {
            var told = new Held(
                    JSONObjectUtils.getLong(entry, "seq"),
                    Instant.parse(JSONObjectUtils.getString(entry, "expires_at")));
            held.merge(name, told, Held::with);
        } catch (DateTimeParseException e) {
            throw new ParseException(String.valueOf(e.getMessage()), 0);
        }
        sweep();
    }

    /** Whether one in force concerns the caller's token. */
    boolean concern(Caller caller) {
        return caller.ownNames().entrySet().stream().anyMatch(name -> find(name.getKey(), name.getValue()) != null)
                || caller.sharedNames().entrySet().stream()
                        .anyMatch(name -> later(find(name.getKey(), name.getValue()), caller))
                || caller.from().stream().anyMatch(parent -> concern(parent, caller));
    }

    /** Whether what the token was exchanged for was revoked. */
    private boolean concern(String parent, Caller caller) {
        int cut = Math.max(0, parent.indexOf(':'));
        String kind = parent.substring(0, cut);
        Held found = find(kind, parent.substring(cut + 1));
        return FOR_GOOD.contains(kind) ? found != null : later(found, caller);
    }

    private static boolean later(@Nullable Held found, Caller caller) {
        return found != null && caller.position() < found.seq();
    }

    private @Nullable Held find(String kind, @Nullable String value) {
        Held found = value == null ? null : held.get(new Name(kind, value));
        return found == null || found.expiresAt().isBefore(clock.instant()) ? null : found;
    }

    int size() {
        return held.size();
    }

    /** Once a minute at most: what has expired concerns no token that has not. */
    private void sweep() {
        Instant now = clock.instant();
        if (swept.isBefore(now.minusSeconds(60))) {
            swept = now;
            held.values().removeIf(each -> each.expiresAt().isBefore(now));
        }
    }
}
