package dev.gatehouse.token.verify;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.scope.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an API asks of its caller beyond being known; pure.
 *
 * @param scope all of it is needed
 * @param maxAge how long ago at most the user proved who they are (RFC 9470)
 * @param acr the authentication context class that the sign-in must reach; one that we do not have is met by nobody
 * @param audience the resource that an access token must be for; of what is no access token it demands nothing
 */
record Demands(
        Scope scope,
        @Nullable Duration maxAge,
        @Nullable String acr,
        @Nullable String audience) implements DemandsReading {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final Pattern AUDIENCE = Pattern.compile("[\\x21-\\x7E]{1,1024}");
    private static final Pattern ACR = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,255}");

    /** Each parameter with all its values. */
    static DemandsReading read(List<String> scopes, List<String> maxAges, List<String> acrs, List<String> audiences) {
        if (Stream.of(scopes, maxAges, acrs, audiences).anyMatch(values -> values.size() > 1)) {
            return new DemandsReading.MalformedDemands("A demand comes more than once.");
        }
        Scope scope;
        try {
            scope = Scope.parse(first(scopes));
        } catch (IllegalArgumentException e) {
            return new DemandsReading.MalformedDemands("The demanded scope is not one.");
        }
        String maxAge = first(maxAges);
        if (maxAge != null && !SECONDS.matcher(maxAge).matches()) {
            return new DemandsReading.MalformedDemands("max_age is not a number of seconds.");
        }
        String acr = first(acrs);
        if (acr != null && !ACR.matcher(acr).matches()) {
            return new DemandsReading.MalformedDemands("acr is not the name of one class.");
        }
        String audience = first(audiences);
        if (audience != null && !AUDIENCE.matcher(audience).matches()) {
            return new DemandsReading.MalformedDemands("audience is not the name of one resource.");
        }
        return new Demands(scope, maxAge == null ? null : Duration.ofSeconds(Long.parseLong(maxAge)), acr, audience);
    }

    /** How a caller stands to the demands. */
    enum Verdict {
        MET,
        OTHER_AUDIENCE,
        INSUFFICIENT_SCOPE,
        INSUFFICIENT_AUTHENTICATION
    }

    Verdict judge(Identity identity, Instant now) {
        if (audience != null && !isFor(identity, audience)) {
            return Verdict.OTHER_AUDIENCE;
        }
        if (!identity.scope().covers(scope)) {
            return Verdict.INSUFFICIENT_SCOPE;
        }
        return strong(identity) && fresh(identity.authTime(), now) ? Verdict.MET : Verdict.INSUFFICIENT_AUTHENTICATION;
    }

    /** A token that does not say what it is for is for nothing that is demanded. */
    private static boolean isFor(Identity identity, String audience) {
        return switch (identity.method()) {
            case basic, session, api_key -> true;
            case jwt, opaque -> identity.audience().contains(audience);
        };
    }

    private boolean strong(Identity identity) {
        return acr == null
                || AuthenticationClass.named(acr)
                        .flatMap(demanded -> identity.authenticationClass().map(shown -> shown.meets(demanded)))
                        .orElse(false);
    }

    private boolean fresh(@Nullable Instant authTime, Instant now) {
        return maxAge == null
                || (authTime != null && !authTime.plus(maxAge).isBefore(now.truncatedTo(ChronoUnit.SECONDS)));
    }

    private static @Nullable String first(List<String> values) {
        return values.isEmpty() ? null : values.getFirst();
    }
}
