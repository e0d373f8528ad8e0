package dev.gatehouse.identity.audit;

import dev.gatehouse.common.limit.Limiter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Notes wrong passwords and codes of users who have signed in: the session may be in the hands of somebody else. */
@ApplicationScoped
public class RefusedProofs {
    private static final int MOST = 20;
    private static final Duration PERIOD = Duration.ofHours(1);
    private final Limiter limiter;
    private final AuditTrail trail;

    RefusedProofs(Limiter limiter, AuditTrail trail) {
        this.limiter = limiter;
        this.trail = trail;
    }

    /** Notes one, but for a flood of them, which would only fill the trail. @param change that it was given for */
    public void note(UUID user, String change) {
        if (limiter.take("refused-proof", user.toString(), MOST, PERIOD) == 0) {
            trail.note(new AuditEvent(AuditKind.proof_refused, user, user.toString(), change));
        }
    }
}
