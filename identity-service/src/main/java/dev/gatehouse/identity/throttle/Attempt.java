package dev.gatehouse.identity.throttle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A password or a code that is tried.
 *
 * @param buckets that it counts in, and that make it wait; a right one clears the first, of a device its share in the others
 * @param account where it counts, too, and that makes it wait without a word; a right one clears it
 * @param network where it comes from, hashed
 * @param ofDevice whether the first bucket is of one known device, and the others of all of the user's: they are forgotten
 *     so long after their first wrong one
 */
public record Attempt(List<Bucket> buckets, @Nullable Bucket account, String network, boolean ofDevice) {
    /** @param buckets at least one */
    public Attempt {
        buckets = List.copyOf(buckets);
    }
}
