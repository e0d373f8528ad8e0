package dev.gatehouse.token.introspection;

import dev.gatehouse.common.request.OpenPath;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What applications that run in browsers call from wherever they come. */
class OpenToScripts {
    @Produces
    @Singleton
    static OpenPath revoke() {
        return new OpenPath("/oauth2/revoke");
    }
}
