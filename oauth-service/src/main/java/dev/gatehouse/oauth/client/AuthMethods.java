package dev.gatehouse.oauth.client;

import dev.gatehouse.common.oauth.AuthMethod;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** By which methods clients can prove who they are here; pure. */
public final class AuthMethods {
    private AuthMethods() {}

    /** Those that need nothing of {@code features}, and those that it has. */
    public static List<AuthMethod> offered(Set<Feature> features) {
        return Arrays.stream(AuthMethod.values())
                .filter(method -> switch (method) {
                    case client_secret_basic, client_secret_post, none -> true;
                    case private_key_jwt -> features.contains(Feature.PRIVATE_KEY_JWT);
                    case client_secret_jwt -> features.contains(Feature.CLIENT_SECRET_JWT);
                    case tls_client_auth -> features.contains(Feature.TLS_CLIENT_AUTH);
                    case self_signed_tls_client_auth -> features.contains(Feature.SELF_SIGNED_TLS_CLIENT_AUTH);
                })
                .toList();
    }
}
