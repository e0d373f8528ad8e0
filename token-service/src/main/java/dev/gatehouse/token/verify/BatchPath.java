package dev.gatehouse.token.verify;

import dev.gatehouse.common.request.LargerBody;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Where batches come: in bodies that hold as many credentials as they may, of the longest that are read. */
final class BatchPath {
    /** An access token of 8 KiB, a proof of 4 KiB, and 4 KiB for what else is said of the call. */
    private static final int LONGEST_QUESTION = 16 * 1024;

    private BatchPath() {}

    @Produces
    @Singleton
    static LargerBody larger() {
        return new LargerBody("POST", "/verify", Batch.MOST * LONGEST_QUESTION);
    }
}
