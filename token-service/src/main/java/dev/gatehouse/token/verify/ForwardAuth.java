package dev.gatehouse.token.verify;

import dev.gatehouse.common.certificate.ClientCertificates;
import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.token.verify.Verification.Admitted;
import dev.gatehouse.token.verify.Verification.Refused;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Translates a proxy's question, which carries the headers of the original call. Never blocks. */
@Singleton
class ForwardAuth {
    private static final String JSON = "application/json";
    private static final String NO_METHOD =
            "X-Forwarded-Method or X-Original-Method must name the method, one in capitals.";
    private static final List<String> OF_THE_ORIGINAL =
            List.of("X-Forwarded-Method", "X-Original-Method", "X-Forwarded-Uri", "X-Original-Uri");

    private final Verification verification;
    private final ClientCertificates certificates;
    private final ServiceTokens services;

    ForwardAuth(Verification verification, ClientCertificates certificates, ServiceTokens services) {
        this.services = services;
        this.verification = verification;
        this.certificates = certificates;
    }

    /** @param uri of the original call where the path has it */
    Uni<Response> answer(HttpHeaders headers, HttpServerRequest request, @Nullable String uri, DemandsReading demands) {
        boolean json = accepted(all(headers, HttpHeaders.ACCEPT));
        return admit(
                headers,
                request,
                uri,
                demands,
                admitted -> Uni.createFrom().item(Answers.known(admitted.identity(), admitted.apiToken(), json)));
    }

    /** The answer of {@code then} to whom is let in; else why nobody is. */
    Uni<Response> admit(
            HttpHeaders headers,
            HttpServerRequest request,
            @Nullable String uri,
            DemandsReading demands,
            Function<Admitted, Uni<Response>> then) {
        return switch (demands) {
            case DemandsReading.MalformedDemands(String reason) ->
                Uni.createFrom().item(Answers.malformed(reason));
            case Demands read ->
                call(headers, request, uri)
                        .map(call -> verification
                                .of(credential(headers), call, read, () -> own(headers))
                                .chain(finding -> switch (finding) {
                                    case Admitted admitted -> then.apply(admitted);
                                    case Refused(Response answer) ->
                                        Uni.createFrom().item(answer);
                                }))
                        .orElseGet(() -> Uni.createFrom().item(Answers.malformed(NO_METHOD)));
        };
    }

    /** Whether the call says of itself that it is about another one. */
    static boolean tellsOfAnother(HttpHeaders headers) {
        return OF_THE_ORIGINAL.stream().anyMatch(name -> !all(headers, name).isEmpty());
    }

    /** Whether JSON is asked for by its name. */
    static boolean accepted(List<String> accept) {
        return accept.stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(range -> range.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .anyMatch(JSON::equals);
    }

    private boolean own(HttpHeaders headers) {
        List<String> shown = all(headers, ServiceTokens.HEADER);
        return shown.size() == 1 && services.accepts(shown.getFirst());
    }

    private static Credential credential(HttpHeaders headers) {
        return Credential.read(all(headers, HttpHeaders.AUTHORIZATION), all(headers, HttpHeaders.COOKIE));
    }

    private Optional<OriginalCall> call(HttpHeaders headers, HttpServerRequest request, @Nullable String uri) {
        return OriginalCall.read(
                request.method().name(),
                request.path(),
                uri,
                // Of the connection, not of whom it is forwarded for.
                certificates.thumbprint(
                        name -> all(headers, name),
                        request.connection().remoteAddress().hostAddress()),
                name -> all(headers, name));
    }

    static List<String> all(HttpHeaders headers, String name) {
        List<String> values = headers.getRequestHeader(name);
        return values == null ? List.of() : values;
    }
}
