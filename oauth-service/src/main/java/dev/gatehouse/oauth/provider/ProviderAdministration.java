package dev.gatehouse.oauth.provider;

import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.common.request.EntityTag;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Registers, changes and removes providers. Blocks. */
@Singleton
class ProviderAdministration {
    private static final int MOST_TRIES = 8;
    private final ProviderStore store;

    ProviderAdministration(ProviderStore store) {
        this.store = store;
    }

    sealed interface Outcome permits Saved, Refused, Taken, OfAnother, Outdated, Absent {}

    record Saved(UpstreamProvider provider) implements Outcome {}

    record Refused(List<Violation> violations) implements Outcome {}

    /** There is one of that name. */
    record Taken() implements Outcome {}

    /** There was one of that name, of another issuer. */
    record OfAnother() implements Outcome {}

    /** The provider is not the one any more that was to be changed. */
    record Outdated() implements Outcome {}

    record Absent() implements Outcome {}

    Outcome register(ProviderMetadata said) {
        return switch (ProviderRules.registered(said, Instant.now())) {
            case ProviderRules.Wrong(List<Violation> violations) -> new Refused(violations);
            case ProviderRules.Fine(UpstreamProvider provider) -> {
                if (store.insert(provider)) {
                    yield new Saved(provider);
                }
                yield store.provider(provider.name()).isPresent() ? new Taken() : new OfAnother();
            }
        };
    }

    /** Of changes at the same time each is made to what the one before left. @param condition on the version that is changed */
    Outcome change(String name, ProviderMetadata said, EntityTag.Condition condition) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<UpstreamProvider> before = store.provider(name);
            if (before.isEmpty()) {
                return new Absent();
            }
            if (!condition.holds(before.get().version().toString())) {
                return new Outdated();
            }
            switch (ProviderRules.changed(said, before.get(), Instant.now())) {
                case ProviderRules.Wrong(List<Violation> violations) -> {
                    return new Refused(violations);
                }
                case ProviderRules.Fine(UpstreamProvider provider) -> {
                    if (store.replace(provider, before.get().version())) {
                        return new Saved(provider);
                    }
                }
            }
        }
        return new Outdated();
    }
}
