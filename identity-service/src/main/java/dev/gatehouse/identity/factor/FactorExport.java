package dev.gatehouse.identity.factor;

import dev.gatehouse.identity.user.AccountExport;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user's second factors, as a part of what they can take along. */
@Singleton
class FactorExport implements AccountExport.Part {
    private final FactorKeeping keeping;

    FactorExport(FactorKeeping keeping) {
        this.keeping = keeping;
    }

    /**
     * Without what it is proved by.
     *
     * @param kind {@code totp}, {@code email}, {@code passkey} or {@code recovery_codes}
     * @param since since when it is asked for, null of recovery codes
     * @param left how many recovery codes can be used, null of others
     */
    @RegisterForReflection
    record KeptFactor(
            String kind, @Nullable Instant since, @Nullable Integer left) {}

    @Override
    public String name() {
        return "factors";
    }

    @Override
    public List<KeptFactor> of(UUID user) {
        FactorKeeping.Overview overview = keeping.overview(user);
        var kept = new ArrayList<KeptFactor>();
        add(kept, "totp", overview.totpSince());
        add(kept, "email", overview.emailSince());
        add(kept, "passkey", overview.passkeySince());
        if (overview.recoveryCodesLeft() > 0) {
            kept.add(new KeptFactor("recovery_codes", null, overview.recoveryCodesLeft()));
        }
        return kept;
    }

    private static void add(List<KeptFactor> kept, String kind, @Nullable Instant since) {
        if (since != null) {
            kept.add(new KeptFactor(kind, since, null));
        }
    }

    @Override
    public boolean letsIn() {
        return true;
    }
}
