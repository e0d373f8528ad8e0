package dev.gatehouse.token.verify;

/** What reading a body gave that may be a batch. */
sealed interface BatchReading permits Batch, BatchReading.NoBatch, BatchReading.MalformedBatch {
    /** The body is something else, such as that of the original call. */
    record NoBatch() implements BatchReading {}

    /** @param reason safe to show */
    record MalformedBatch(String reason) implements BatchReading {}
}
