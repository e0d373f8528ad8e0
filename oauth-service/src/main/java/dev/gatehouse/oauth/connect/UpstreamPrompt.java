package dev.gatehouse.oauth.connect;

import dev.gatehouse.oauth.provider.UpstreamProvider;
import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.OidcRedirectFilter;
import io.quarkus.oidc.Redirect;
import io.quarkus.oidc.Redirect.Location;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Adds what a provider is asked beside who it is to the address that quarkus-oidc sends the browser to. */
@Singleton
@Unremovable
@Redirect(Location.OIDC_AUTHORIZATION)
public class UpstreamPrompt implements OidcRedirectFilter {
    private static final String ASKING = Asking.class.getName();

    /** From here on, the request asks so. */
    static void mark(RoutingContext request, Asking asking) {
        request.put(ASKING, asking);
    }

    @Override
    public void filter(OidcRedirectContext context) {
        RoutingContext request = context.routingContext();
        UpstreamProvider provider = UpstreamTenants.marked(request);
        Asking asking = request.get(ASKING);
        if (provider != null && asking != null) {
            context.additionalQueryParams().addAll(asking.parameters(provider.prompt()));
        }
    }
}
