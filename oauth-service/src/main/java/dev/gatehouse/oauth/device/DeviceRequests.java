package dev.gatehouse.oauth.device;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.oauth.OAuthError;
import dev.gatehouse.common.requester.Requester;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.client.ClientLimits;
import dev.gatehouse.oauth.client.ClientLimits.Most;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.client.Resources;
import dev.gatehouse.oauth.device.DeviceCodeStore.Codes;
import dev.gatehouse.oauth.request.Details;
import dev.gatehouse.oauth.token.Proven;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Takes what devices ask for, once it is in order (RFC 8628, section 3.1). Blocks. */
@Singleton
class DeviceRequests {
    /** Of a client that anybody can be, from one address: else one could keep the devices of all others out. */
    private static final int MOST_OF_STRANGER = 30;

    private final DeviceCodeStore codes;
    private final ClientLimits limits;
    private final DeviceConfig config;

    DeviceRequests(DeviceCodeStore codes, ClientLimits limits, DeviceConfig config) {
        this.codes = codes;
        this.limits = limits;
        this.config = config;
    }

    /** What came of it. */
    sealed interface Outcome permits Kept, TooMany, Refused {}

    record Kept(Codes codes) implements Outcome {}

    /** @param seconds to wait */
    record TooMany(int seconds) implements Outcome {}

    record Refused(OAuthError error) implements Outcome {}

    Outcome keep(Proven proven, FormParameters form) {
        RegisteredClient client = proven.client();
        Optional<OAuthError> objection = objection(client, form);
        if (objection.isPresent()) {
            return new Refused(objection.get());
        }
        int seconds = limits.take("device-request", client, new Most(config.mostPerMinute(), MOST_OF_STRANGER));
        if (seconds > 0) {
            return new TooMany(seconds);
        }
        return new Kept(codes.keep(new DeviceRequest(
                client.clientId(),
                Scope.parse(form.get("scope")),
                form.every(Resources.PARAMETER),
                proven.confirmation() == null ? null : proven.confirmation().jkt(),
                Requester.current().map(Requester::address).orElse(null),
                Instant.now().truncatedTo(ChronoUnit.MILLIS))));
    }

    /** Why the client gets no codes; empty where it does. Pure. */
    static Optional<OAuthError> objection(RegisteredClient client, FormParameters form) {
        if (!client.may(GrantType.device_code)) {
            return Optional.of(OAuthError.unauthorized("The client may not use this grant."));
        }
        if (!form.repeated(Resources.PARAMETER).isEmpty()) {
            return Optional.of(OAuthError.request("A parameter is there more than once."));
        }
        if (form.get(Details.PARAMETER) != null) {
            return Optional.of(new OAuthError(
                    "invalid_authorization_details", "They are asked for at the authorization endpoint alone."));
        }
        return scope(client, form).or(() -> target(client, form.every(Resources.PARAMETER)));
    }

    private static Optional<OAuthError> scope(RegisteredClient client, FormParameters form) {
        Scope scope;
        try {
            scope = Scope.parse(form.get("scope"));
        } catch (IllegalArgumentException e) {
            return Optional.of(OAuthError.scope("scope has a character that is not allowed, or is too long."));
        }
        if (scope.isEmpty()) {
            return Optional.of(OAuthError.scope("scope is missing."));
        }
        return client.scope().covers(scope)
                ? Optional.empty()
                : Optional.of(OAuthError.scope("The client may not ask for that scope."));
    }

    private static Optional<OAuthError> target(RegisteredClient client, List<String> asked) {
        return Resources.refusal(asked, client.tokens().resources()).map(OAuthError::target);
    }
}
