package dev.gatehouse.token.verify;

import dev.gatehouse.token.proof.Target;
import dev.gatehouse.token.verify.Verification.Admitted;
import dev.gatehouse.token.verify.Verification.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The question of {@code /verify}, asked by a proxy in a protocol of its own. Never blocks. */
@Singleton
public class ProxyCheck {
    private final Verification verification;

    ProxyCheck(Verification verification) {
        this.verification = verification;
    }

    /**
     * The original call, which the proxy tells beside its headers: what those say of another one does not count.
     *
     * @param origin scheme and authority
     * @param path with or without its query
     * @param headers all values of a header, by its name in lower case
     * @param demands all values of a demand, by its name; set by whoever set the proxy up
     * @param certificate thumbprint of the one that the client has shown to the proxy, null where that is not known
     */
    public record Call(
            String method,
            String origin,
            String path,
            Function<String, List<String>> headers,
            Function<String, List<String>> demands,
            @Nullable String certificate) {}

    /** The answer of {@code /verify}. */
    public Uni<Response> of(Call call) {
        DemandsReading reading = Demands.read(
                call.demands().apply("scope"),
                call.demands().apply("max_age"),
                call.demands().apply("acr"),
                call.demands().apply("audience"));
        return switch (reading) {
            case DemandsReading.MalformedDemands(String reason) -> refused(reason);
            case Demands demands ->
                original(call)
                        .map(original -> verification
                                .of(
                                        Credential.read(
                                                call.headers().apply("authorization"),
                                                call.headers().apply("cookie")),
                                        original,
                                        demands,
                                        () -> false)
                                .map(ProxyCheck::answer))
                        .orElseGet(() -> refused("The method is not one in capitals."));
        };
    }

    private static Optional<OriginalCall> original(Call call) {
        int end = call.path().indexOf('?');
        String path = end < 0 ? call.path() : call.path().substring(0, end);
        return BrowserCall.read(
                        call.method(),
                        List.of(),
                        call.headers().apply("x-csrf-token"),
                        call.headers().apply("origin"),
                        call.headers().apply("sec-fetch-site"))
                .map(browser -> new OriginalCall(
                        browser,
                        () -> path.startsWith("/") ? Target.of(call.method(), call.origin() + path) : Optional.empty(),
                        call.headers().apply("dpop"),
                        call.certificate()));
    }

    private static Response answer(Verification.Finding finding) {
        return switch (finding) {
            case Admitted(Identity identity, String token) -> Answers.known(identity, token, false);
            case Refused(Response answer) -> answer;
        };
    }

    private static Uni<Response> refused(String reason) {
        return Uni.createFrom().item(Answers.malformed(reason));
    }
}
