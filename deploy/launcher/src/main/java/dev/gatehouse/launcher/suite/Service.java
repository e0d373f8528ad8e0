package dev.gatehouse.launcher.suite;

import dev.gatehouse.launcher.process.LaunchFailure;
import dev.gatehouse.launcher.proxy.Route;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The four services: each is given the secrets that it needs and no other. */
enum Service {
    IDENTITY(
            Route.Upstream.IDENTITY,
            List.of(
                    SuiteSecrets.ADMIN_USERNAME,
                    SuiteSecrets.ADMIN_PASSWORD,
                    SuiteSecrets.FACTORS_SEALING_KEYS,
                    SuiteSecrets.THROTTLE_DEVICE_KEY)),
    TOKEN(Route.Upstream.TOKEN, List.of(SuiteSecrets.TOKEN_SEALING_KEYS, SuiteSecrets.TOKEN_REFRESH_KEY)),
    SESSION(Route.Upstream.SESSION, List.of()),
    OAUTH(
            Route.Upstream.OAUTH,
            List.of(
                    SuiteSecrets.OAUTH_ENCRYPTION_KEY,
                    SuiteSecrets.OAUTH_STATE_SECRET,
                    SuiteSecrets.OAUTH_MARK_SECRETS,
                    SuiteSecrets.OAUTH_SUBJECT_SALT));

    private final Route.Upstream upstream;
    private final List<String> secrets;

    Service(Route.Upstream upstream, List<String> secrets) {
        this.upstream = upstream;
        this.secrets = secrets;
    }

    /** Such as {@code token-service}. */
    String module() {
        return shortName() + "-service";
    }

    String shortName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    Route.Upstream upstream() {
        return upstream;
    }

    List<String> secrets() {
        return secrets;
    }

    /** @throws LaunchFailure where there is no such service */
    static Service named(String name) {
        return Arrays.stream(values())
                .filter(service ->
                        service.module().equals(name) || service.shortName().equals(name))
                .findFirst()
                .orElseThrow(() -> new LaunchFailure("there is no service " + name + "; there are "
                        + Arrays.stream(values()).map(Service::module).collect(Collectors.joining(", "))));
    }
}
