package dev.gatehouse.oauth.device;

import dev.gatehouse.common.request.OpenPath;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Some devices run their applications as pages, without a browser that one could sign in with. */
class OpenToScripts {
    @Produces
    @Singleton
    static OpenPath deviceAuthorization() {
        return new OpenPath(DeviceAuthorizationResource.PATH);
    }
}
