package dev.gatehouse.common.problem;

/** Another of Gatehouse's services does not answer, or not as it should; the caller is told 503. */
public final class PeerAway extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PeerAway(String message) {
        super(message, null, false, false);
    }
}
