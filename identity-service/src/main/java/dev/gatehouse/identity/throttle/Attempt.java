package dev.gatehouse.identity.throttle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A password or a code that is tried.
 *
 * @param buckets that it counts in, and that make it wait; a right one clears the first
 * @param account where it counts, too, and that makes it wait without a word; a right one clears it
 * @param network where it comes from, hashed
 */
public record Attempt(List<Bucket> buckets, @Nullable Bucket account, String network) {
    /** @param buckets at least one */
    public Attempt {
        buckets = List.copyOf(buckets);
    }
}
