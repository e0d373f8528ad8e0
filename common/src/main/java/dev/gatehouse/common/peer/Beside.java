package dev.gatehouse.common.peer;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is to be of all that comes with access tokens, each null for what is configured.
 *
 * @param idTokenAlgorithm signs ID tokens
 * @param refreshLifetime how old the grant may become, at most what is configured
 * @param refreshIdle how long it may go without a refresh, at most what is configured
 */
@RegisterForReflection
public record Beside(
        @Nullable String idTokenAlgorithm,
        @Nullable Duration refreshLifetime,
        @Nullable Duration refreshIdle) {}
