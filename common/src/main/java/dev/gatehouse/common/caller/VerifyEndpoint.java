package dev.gatehouse.common.caller;

import dev.gatehouse.common.peer.Peer;
import dev.gatehouse.common.peer.PeerClients;
import dev.gatehouse.common.peer.PeerConfig;
import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.problem.ResourceMetadata;
import dev.gatehouse.common.requester.Requester;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * {@code /verify}, as Gatehouse's own services call it: as any API behind it would, but with a service token, for they need the
 * user of a client with pairwise subjects, too (OpenID Connect Core, section 8.1).
 */
@Singleton
class VerifyEndpoint {
    private static final List<String> CREDENTIALS =
            List.of("Authorization", "DPoP", "Cookie", "X-CSRF-Token", "Origin", "Sec-Fetch-Site", "User-Agent");
    private static final String CHALLENGE = "WWW-Authenticate";
    private final Peer peer;
    private final ServiceTokens tokens;
    private final String path;
    private final URI issuer;
    private final ResourceMetadata metadata;

    VerifyEndpoint(
            PeerClients clients,
            PeerConfig config,
            ServiceTokens tokens,
            ResourceMetadata metadata,
            @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.metadata = metadata;
        this.tokens = tokens;
        peer = clients.open(config.token());
        this.issuer = URI.create(issuer);
        // What was given out for another resource opens nothing here.
        path = "/verify?audience=" + URLEncoder.encode(issuer, StandardCharsets.UTF_8);
    }

    /** Who makes {@code request}, by what it carries. */
    Uni<Peer.Answer> verify(ContainerRequestContext request) {
        return verify(request.getMethod(), request.getUriInfo().getRequestUri().getRawPath(), request.getHeaders());
    }

    /** Who makes the call of that method and path, by these headers of it. */
    Uni<Peer.Answer> verify(String method, String uri, Map<String, List<String>> sent) {
        MultiMap headers = headers(method, uri, sent, issuer, tokens.tokenFor(TokenService.NAME));
        Requester.current().ifPresent(requester -> {
            headers.set(Requester.REQUEST_ID, requester.requestId());
            if (requester.address() != null) {
                headers.set("X-Forwarded-For", requester.address());
            }
        });
        return peer.call(HttpMethod.GET, path, headers, null).invoke(this::name);
    }

    /** It does not know itself that what was called is an endpoint of Gatehouse. */
    private void name(Peer.Answer answer) {
        if (answer.status() == 401) {
            List<String> challenges = List.copyOf(answer.headers().getAll(CHALLENGE));
            answer.headers()
                    .set(CHALLENGE, challenges.stream().map(metadata::namedIn).toList());
        }
    }

    static MultiMap headers(
            String method, String path, Map<String, List<String>> sent, URI issuer, String serviceToken) {
        var headers = MultiMap.caseInsensitiveMultiMap()
                .set("X-Forwarded-Method", method)
                // As callers see it, who prove their keys for that URI.
                .set("X-Forwarded-Proto", issuer.getScheme())
                .set("X-Forwarded-Host", issuer.getRawAuthority())
                .set("X-Forwarded-Uri", path)
                .set(ServiceTokens.HEADER, serviceToken)
                // The class of the sign-in is in the body alone.
                .set("Accept", "application/json");
        for (String name : CREDENTIALS) {
            // One by one, as they came: what /verify refuses twice must not get through once.
            sent.getOrDefault(name, List.of()).forEach(value -> headers.add(name, value));
        }
        return headers;
    }
}
