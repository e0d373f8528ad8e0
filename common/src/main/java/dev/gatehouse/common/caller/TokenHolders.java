package dev.gatehouse.common.caller;

import dev.gatehouse.common.peer.Peer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;

/**
 * Who makes a call by an access token alone, wherever in it that came (RFC 6750, section 2), as {@code /verify} says: neither
 * a cookie nor a password is looked at. Never blocks.
 */
@Singleton
public class TokenHolders {
    private static final String PROOF = "DPoP";
    private final VerifyEndpoint endpoint;

    TokenHolders(VerifyEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    public sealed interface Holding permits Held, Refused {}

    /** By that caller. */
    public record Held(Caller caller) implements Holding {}

    /** By nobody. @param answer of {@code /verify}, to be passed on */
    public record Refused(Response answer) implements Holding {}

    /**
     * @param method of the call, and path, for which a proof has to be
     * @param scheme as in the header {@code Authorization}: {@code Bearer} or {@code DPoP}
     * @param headers of the call, whose proofs are passed on (RFC 9449, section 7.1)
     */
    public Uni<Holding> of(String method, String path, String scheme, String token, HttpHeaders headers) {
        var sent = new HashMap<String, List<String>>();
        sent.put(HttpHeaders.AUTHORIZATION, List.of(scheme + " " + token));
        sent.put(PROOF, headers.getRequestHeaders().getOrDefault(PROOF, List.of()));
        return endpoint.verify(method, path, sent).map(TokenHolders::judge);
    }

    private static Holding judge(Peer.Answer answer) {
        return answer.status() == 200 ? new Held(CallerFilter.caller(answer)) : new Refused(CallerFilter.pass(answer));
    }
}
