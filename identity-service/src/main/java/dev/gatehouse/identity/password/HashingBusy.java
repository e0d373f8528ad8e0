package dev.gatehouse.identity.password;

/** Too many passwords are being hashed; the caller should come back. */
public final class HashingBusy extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** Seconds after which the queue has moved on. */
    public static final int RETRY_AFTER = 2;

    HashingBusy(Throwable cause) {
        super("the queue of passwords to hash is full", cause);
    }
}
