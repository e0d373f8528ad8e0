package dev.gatehouse.launcher.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.launcher.proxy.Route.Upstream;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The public table, and that nothing else is public. */
class RouteTest {
    @ParameterizedTest
    @CsvSource({
        "/users, IDENTITY",
        "/users/me, IDENTITY",
        "/account, IDENTITY",
        "/account/security, IDENTITY",
        "/account/devicesx, IDENTITY",
        "/account/devices, SESSION",
        "/account/devices/end, SESSION",
        "/account/applications, OAUTH",
        "/login/assets/gatehouse.css, SESSION",
        "/register, IDENTITY",
        "/recovery/start, IDENTITY",
        "/scim/v2/Users, IDENTITY",
        "/groups, IDENTITY",
        "/roles/r1/members, IDENTITY",
        "/tokens, TOKEN",
        "/tokens/keys, TOKEN",
        "/verify, TOKEN",
        "/revocations, TOKEN",
        "/.well-known/jwks.json, TOKEN",
        "/tokens/status/7a3c1a52-9d6b-4b53-8a4e-1f0c9a1c2b3d, TOKEN",
        "/oauth2/introspect, TOKEN",
        "/oauth2/revoke, TOKEN",
        "/login, SESSION",
        "/login/gatehouse.css, SESSION",
        "/logout, SESSION",
        "/sessions/current, SESSION",
        "/oauth2/token, OAUTH",
        "/oauth2/authorize/decision, OAUTH",
        "/oauth2/revoked, OAUTH",
        "/oauth2/logout, OAUTH",
        "/.well-known/openid-configuration, OAUTH",
        "/.well-known/oauth-authorization-server, OAUTH",
        "/.well-known/oauth-protected-resource, OAUTH",
        "/oauth2/register/c1, OAUTH",
        "/connect/google, OAUTH",
        "/consents/c1, OAUTH",
        "/clients, OAUTH",
    })
    void listedPathsLeadToTheirService(String path, Upstream upstream) {
        assertEquals(Optional.of(upstream), Route.of(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/usersx",
                "/users.json",
                "/USERS",
                "/internal",
                "/internal/users",
                "/q/health/ready",
                "/q/metrics",
                "/q/openapi",
                "/.well-known",
                "/.well-known/jwks.jsonx",
                "/favicon.ico",
            })
    void nothingElseIsPublic(String path) {
        assertEquals(Optional.empty(), Route.of(path));
    }
}
