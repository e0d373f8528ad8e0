package dev.gatehouse.devservices;

import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.deployment.pkg.builditem.OutputTargetBuildItem;
import io.quarkus.runtime.LaunchMode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Runs only in dev mode and tests; an application that is given its servers' addresses there has no need of it. */
@BuildSteps(onlyIf = {IsDevServicesSupportedByLaunchMode.class, DevServicesConfig.Enabled.class})
public class BackingServicesProcessor {
    private static final String FEATURE = "gatehouse-backing";

    /** Tests begin with empty data; dev mode goes on where it left off. */
    @BuildStep
    DevServicesResultBuildItem servers(OutputTargetBuildItem target, LaunchModeBuildItem mode, Capabilities present) {
        boolean test = mode.getLaunchMode() == LaunchMode.TEST;
        Path directory = target.getOutputDirectory().resolve("backing").resolve(test ? "test" : "dev");
        return DevServicesResultBuildItem.<RunningServers>owned()
                .feature(FEATURE)
                .description("PostgreSQL and Redis in " + directory)
                // Servers are kept over live reloads as long as this stays the same.
                .serviceConfig(directory.toString())
                .startable(() -> new RunningServers(directory, test))
                .configProvider(settings(present))
                .build();
    }

    private static Map<String, Function<RunningServers, String>> settings(Capabilities present) {
        var settings = new HashMap<String, Function<RunningServers, String>>();
        if (present.isPresent(Capability.AGROAL)) {
            settings.put(
                    "quarkus.datasource.jdbc.url", servers -> servers.running().jdbcUrl());
            settings.put(
                    "quarkus.datasource.username", servers -> servers.running().databaseUser());
            settings.put(
                    "quarkus.datasource.password", servers -> servers.running().databasePassword());
        }
        if (present.isPresent(Capability.REDIS_CLIENT)) {
            settings.put("quarkus.redis.hosts", servers -> servers.running().redisUrl());
        }
        return settings;
    }
}
