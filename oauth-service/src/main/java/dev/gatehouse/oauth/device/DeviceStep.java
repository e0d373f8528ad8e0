package dev.gatehouse.oauth.device;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.peer.SessionService.Live;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.client.ClientRequests;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.consent.GrantableScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** Decides what the request of a device needs next, given the session; pure. */
sealed interface DeviceStep {
    /** The sign-in is too old for the client. @param maxAge seconds */
    record SignInAnew(long maxAge) implements DeviceStep {}

    /** The session has proved too little for the client. */
    record StepUp(AuthenticationClass acr) implements DeviceStep {}

    /** It still has, after the user was asked for more. */
    record TooWeak() implements DeviceStep {}

    /** The user has nothing of what is asked for. */
    record Nothing() implements DeviceStep {}

    /** @param scope that the user has to allow */
    record Ask(Scope scope) implements DeviceStep {}

    /** However little the client allows: so long a sign-in for this request may take, with all that follows. */
    Duration SIGN_IN = Duration.ofMinutes(5);

    /** @param steppedUp whether the user was sent to prove more for it */
    static DeviceStep of(DeviceRequest request, RegisteredClient client, Live live, boolean steppedUp, Instant now) {
        ClientRequests demands = client.requests();
        Long maxAge = demands.defaultMaxAge();
        if (maxAge != null && tooOld(request, maxAge, live, now)) {
            return new SignInAnew(maxAge);
        }
        AuthenticationClass acr = demands.defaultAcrValues().stream()
                .flatMap(value -> AuthenticationClass.named(value).stream())
                .min(Comparator.naturalOrder())
                .orElse(null);
        if (acr != null && !reaches(acr, live)) {
            return steppedUp ? new TooWeak() : new StepUp(acr);
        }
        Scope scope = GrantableScope.of(request.scope().within(client.scope()), live.scope());
        return scope.isEmpty() ? new Nothing() : new Ask(scope);
    }

    private static boolean reaches(AuthenticationClass acr, Live live) {
        return AuthenticationClass.of(live.amr())
                .filter(reached -> reached.meets(acr))
                .isPresent();
    }

    /** A sign-in that came after the device's request was made for it. */
    private static boolean tooOld(DeviceRequest request, long maxAge, Live live, Instant now) {
        boolean forIt = !live.authTime().isBefore(request.at());
        long most = forIt ? Math.max(maxAge, SIGN_IN.toSeconds()) : maxAge;
        return Duration.between(live.authTime(), now).compareTo(Duration.ofSeconds(most)) > 0;
    }
}
