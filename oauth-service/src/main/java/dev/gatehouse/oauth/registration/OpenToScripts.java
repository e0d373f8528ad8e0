package dev.gatehouse.oauth.registration;

import dev.gatehouse.common.request.OpenPath;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Applications that run in browsers register from wherever they come. */
class OpenToScripts {
    @Produces
    @Singleton
    static OpenPath registration() {
        return new OpenPath(RegistrationResource.PATH);
    }
}
