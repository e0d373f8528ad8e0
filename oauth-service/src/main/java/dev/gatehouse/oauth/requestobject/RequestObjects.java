package dev.gatehouse.oauth.requestobject;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.oauth.algorithm.ClientAlgorithms;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.outbound.ClientKeys;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.PublicJsonWebKey;

/** Reads request objects. Of a request that has one, nothing else counts (RFC 9101, section 6.3). Blocks. */
@Singleton
public class RequestObjects {
    private static final String INVALID = "invalid_request_object";
    private static final String INVALID_URI = "invalid_request_uri";
    private final ClientKeys keys;
    private final ReferredObjects objects;
    private final String issuer;

    RequestObjects(ClientKeys keys, ReferredObjects objects, @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.keys = keys;
        this.objects = objects;
        this.issuer = issuer;
    }

    /** What reading gave. */
    public sealed interface Reading permits Read, Wrong {}

    /**
     * @param object as it came
     * @param signed whether the client has signed it
     */
    public record Read(FormParameters parameters, String object, boolean signed) implements Reading {}

    /** @param error as the client is told */
    public record Wrong(String error, String description) implements Reading {}

    /** The request object itself. */
    public Reading byValue(RegisteredClient client, String object) {
        if (!ObjectCheck.possible(object)) {
            return new Wrong(INVALID, "the request object cannot be read");
        }
        if (ObjectCheck.unsigned(object)) {
            return unsigned(client, object);
        }
        return switch (keys.signing(client, ObjectCheck.algorithm(object), ObjectCheck.kid(object))
                .await()
                .indefinitely()) {
            case ClientKeys.Unavailable() -> new Wrong(INVALID, "the keys of the client cannot be had");
            case ClientKeys.Found(List<PublicJsonWebKey> found) ->
                ObjectCheck.signed(client, object, found)
                        .map(claims -> read(client, claims, object, true))
                        .orElseGet(() -> new Wrong(INVALID, "the request object is not signed by the client"));
        };
    }

    /**
     * Who says nothing of the algorithm may use any that there is (OpenID Connect Dynamic Client Registration 1.0, section 2):
     * what nobody signed counts as much as the same in the address.
     */
    private Reading unsigned(RegisteredClient client, String object) {
        String registered = client.requests().requestObjectSigningAlg();
        boolean admitted = registered == null || registered.equals(ClientAlgorithms.NONE);
        return admitted && !client.requests().fapi()
                ? ObjectCheck.claims(object)
                        .map(claims -> read(client, claims, object, false))
                        .orElseGet(() -> new Wrong(INVALID, "the request object cannot be read"))
                : new Wrong(INVALID, "the request object is not signed");
    }

    private Reading read(RegisteredClient client, JsonNode claims, String object, boolean signed) {
        return ObjectCheck.objection(claims, client, issuer, Instant.now())
                .<Reading>map(why -> new Wrong(INVALID, why))
                .orElseGet(() -> new Read(ObjectCheck.parameters(claims, client), object, signed));
    }

    /** One that is fetched from an address that the client has registered. */
    public Reading byReference(RegisteredClient client, String uri) {
        List<String> registered = client.requests().requestUris();
        if (registered.isEmpty()) {
            return new Wrong("request_uri_not_supported", "the client has registered no request_uri");
        }
        if (!registered.contains(uri)) {
            return new Wrong(INVALID_URI, "request_uri is none that the client has registered");
        }
        return switch (objects.at(client, uri)) {
            case ReferredObjects.There(String object) -> byValue(client, object);
            case ReferredObjects.Nothing() -> new Wrong(INVALID_URI, "there is no request object at request_uri");
            case ReferredObjects.TooMany() ->
                new Wrong("temporarily_unavailable", "too many request objects are asked for");
        };
    }
}
