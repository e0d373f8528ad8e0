package dev.gatehouse.session.login;

import dev.gatehouse.common.acr.AuthenticationClass;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has to prove who is led to the sign-in page; pure.
 *
 * @param acr the class that is to be reached; null for any
 * @param maxAge seconds since the sign-in; null for any
 * @param anew whether nothing counts that was proved before
 */
public record Demand(
        @Nullable AuthenticationClass acr, @Nullable Long maxAge, boolean anew) {
    private static final Set<String> ANEW = Set.of("login", "select_account");

    /** What a session lacks. */
    public enum Lack {
        NOTHING,
        /** It is new enough: one more factor will do. */
        FACTOR,
        EVERYTHING
    }

    /** As they are asked for; what we do not know is passed over, for whoever asks looks at what comes back. */
    static Demand of(@Nullable String acr, @Nullable String maxAge, @Nullable String prompt) {
        boolean anew = prompt != null && List.of(prompt.split(" ", -1)).stream().anyMatch(ANEW::contains);
        return new Demand(named(acr), seconds(maxAge), anew);
    }

    private static @Nullable Long seconds(@Nullable String maxAge) {
        try {
            return maxAge == null ? null : Long.valueOf(maxAge);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Null where it names none of ours. */
    public static @Nullable AuthenticationClass named(@Nullable String acr) {
        return acr == null ? null : AuthenticationClass.named(acr).orElse(null);
    }

    /** What somebody lacks who has proved {@code amr} (RFC 8176) at {@code authTime}. */
    Lack lackOf(Collection<String> amr, Instant authTime, Instant now) {
        boolean tooOld = maxAge != null
                && authTime.plusSeconds(Math.clamp(maxAge, 0, Integer.MAX_VALUE))
                        .isBefore(now);
        if (anew || tooOld) {
            return Lack.EVERYTHING;
        }
        if (met(acr, amr)) {
            return Lack.NOTHING;
        }
        return acr == AuthenticationClass.SINGLE ? Lack.EVERYTHING : Lack.FACTOR;
    }

    /** Whether {@code amr} reaches {@code acr}. */
    public static boolean met(@Nullable AuthenticationClass acr, Collection<String> amr) {
        return acr == null
                || AuthenticationClass.of(amr)
                        .filter(reached -> reached.meets(acr))
                        .isPresent();
    }
}
