package dev.gatehouse.oauth.registration;

import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The terms that are configured; with impossible ones the service does not start. */
@Startup
@Singleton
public class HouseTerms {
    /** Of clients by which users let something do something for them. */
    private static final Set<GrantType> FOR_USERS = EnumSet.of(GrantType.authorization_code, GrantType.refresh_token);

    private final Terms vouchedFor;
    private final Terms unverified;

    /** @throws IllegalArgumentException where a grant is none, or the scope rules Gatehouse */
    HouseTerms(RegistrationConfig config) {
        Scope scope = Scope.parse(config.scope());
        if (!Terms.grantable(scope)) {
            throw new IllegalArgumentException("gatehouse.oauth.registration.scope has scopes that rule Gatehouse");
        }
        var grants = EnumSet.noneOf(GrantType.class);
        for (String name : config.grantTypes()) {
            grants.add(GrantType.named(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "gatehouse.oauth.registration.grant-types has no grant: " + name)));
        }
        List<String> resources = config.resources().orElse(List.of());
        vouchedFor = new Terms(scope, Set.copyOf(grants), resources, config.requirePkce());
        var lesser = EnumSet.copyOf(grants);
        lesser.retainAll(FOR_USERS);
        unverified = new Terms(scope, Set.copyOf(lesser), resources, config.requirePkce());
    }

    /** Of a client that an administrator let in. */
    Terms vouchedFor(Scope scope) {
        return new Terms(scope, vouchedFor.grants(), vouchedFor.resources(), vouchedFor.requirePkce());
    }

    /** Of a client of which nobody vouches. */
    public Terms unverified() {
        return unverified;
    }

    /** Of {@code client}, as it is now. */
    Terms of(RegisteredClient client) {
        return (client.origin().unverified() ? unverified : vouchedFor(Scope.NONE)).of(client);
    }
}
