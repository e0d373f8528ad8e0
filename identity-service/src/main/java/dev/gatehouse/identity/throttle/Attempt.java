package dev.gatehouse.identity.throttle;

import java.util.List;

/**
 * A password that is tried.
 *
 * @param buckets that it counts in; a right one clears the first
 * @param network where it comes from, hashed
 */
public record Attempt(List<Bucket> buckets, String network) {
    /** @param buckets at least one */
    public Attempt {
        buckets = List.copyOf(buckets);
    }
}
