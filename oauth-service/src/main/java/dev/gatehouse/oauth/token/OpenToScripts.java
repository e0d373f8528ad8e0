package dev.gatehouse.oauth.token;

import dev.gatehouse.common.request.OpenPath;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What applications that run in browsers call from wherever they come. */
class OpenToScripts {
    @Produces
    @Singleton
    static OpenPath token() {
        return new OpenPath("/oauth2/token");
    }

    @Produces
    @Singleton
    static OpenPath pushed() {
        return new OpenPath("/oauth2/par");
    }

    @Produces
    @Singleton
    static OpenPath userinfo() {
        return new OpenPath("/oauth2/userinfo");
    }
}
