package dev.gatehouse.oauth.device;

import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device has asked for.
 *
 * @param resources that tokens are to be for (RFC 8707), none for Gatehouse itself
 * @param dpopJkt thumbprint of the key that it has proved, with which alone its code counts; null for any, or none
 * @param address from where it asked, as the proxy says; null where that is not known
 */
@RegisterForReflection
record DeviceRequest(
        String clientId,
        Scope scope,
        List<String> resources,
        @Nullable String dpopJkt,
        @Nullable String address,
        Instant at) {}
