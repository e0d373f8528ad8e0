package dev.gatehouse.token.extauthz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.Beside;
import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Mint;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.mint.Minter;
import dev.gatehouse.token.proof.ProofMaker;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.envoyproxy.envoy.service.auth.v3.AuthorizationGrpc;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asked as Envoy asks: by its own messages, over gRPC's own client. */
@QuarkusTest
@TestProfile(ExtAuthzTest.Listening.class)
class ExtAuthzTest {
    /** On any port that is free. */
    public static class Listening implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gatehouse.token.ext-authz.port", "0",
                    "gatehouse.certificate.trusted-proxies", "127.0.0.1");
        }
    }

    private final String user = UUID.randomUUID().toString();
    private final ProofMaker maker = ProofMaker.of("ES256");
    private final Minter minter;
    private final RedisDataSource redis;
    private final ExtAuthzServer server;
    private final ServiceTokens services;
    private ManagedChannel channel;
    private AuthorizationGrpc.AuthorizationBlockingStub envoy;

    @Inject
    ExtAuthzTest(RedisDataSource redis, Minter minter, ExtAuthzServer server, ServiceTokens services) {
        this.services = services;
        this.redis = redis;
        this.minter = minter;
        this.server = server;
    }

    @BeforeEach
    void call() {
        ProofMaker.remembered(redis);
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                .usePlaintext()
                .build();
        envoy = AuthorizationGrpc.newBlockingStub(channel);
    }

    @AfterEach
    void hangUp() {
        channel.shutdownNow();
    }

    @Test
    void aCallThatMayGoOnIsToldWhoMakesIt() {
        CheckResponse answer = check(
                "GET", Map.of("authorization", "Bearer " + token((Confirmation) null)), Map.of("scope", "profile"));
        assertEquals(Status.Code.OK.value(), answer.getStatus().getCode());
        Map<String, String> set = told(answer.getOkResponse().getHeadersList());
        assertEquals(user, set.get("X-Auth-Subject"));
        assertEquals("jwt", set.get("X-Auth-Method"));
        assertTrue(set.getOrDefault("Authorization", "").startsWith("Bearer ey"), set.toString());
        assertTrue(
                answer.getOkResponse().getHeadersList().stream()
                        .allMatch(each -> each.hasAppend() && !each.getAppend().getValue()),
                "each takes the place of the caller's own");
        List<String> removed = answer.getOkResponse().getHeadersToRemoveList();
        assertTrue(removed.containsAll(List.of("X-Auth-Client", "X-Auth-Session")), removed.toString());
        assertFalse(removed.contains("X-Auth-Subject"), removed.toString());
    }

    /** OpenID Connect Core, section 8.1: whatever the call says of itself. */
    @Test
    void ofAPairwiseClientTheUserIsWhoThatKnows() {
        var beside = new Beside(null, null, null, null).as("as-the-client-knows");
        String token = token(new Terms(null, null, null, null, null, null, beside, null, null, null));
        CheckResponse answer = check(
                "GET",
                Map.of(
                        "authorization",
                        "Bearer " + token,
                        ServiceTokens.HEADER.toLowerCase(Locale.ROOT),
                        services.tokenFor(TokenService.NAME)),
                Map.of());
        Map<String, String> set = told(answer.getOkResponse().getHeadersList());
        assertEquals("as-the-client-knows", set.get("X-Auth-Subject"));
        assertFalse(set.containsKey("X-Auth-Username"), set.toString());
    }

    @Test
    void anyoneElseIsAnsweredAsByVerify() {
        CheckResponse answer = check("GET", Map.of(), Map.of());
        assertEquals(Status.Code.UNAUTHENTICATED.value(), answer.getStatus().getCode());
        assertEquals(401, answer.getDeniedResponse().getStatus().getCodeValue());
        List<String> challenges = answer.getDeniedResponse().getHeadersList().stream()
                .filter(each -> each.getHeader().getKey().equals("WWW-Authenticate"))
                .map(each -> each.getHeader().getValue())
                .toList();
        assertEquals(4, challenges.size(), challenges.toString());
        assertTrue(answer.getDeniedResponse().getBody().contains("\"code\":\"unauthorized\""));
    }

    @Test
    void theDemandsAreThoseOfTheRoute() {
        Map<String, String> bearer = Map.of("authorization", "Bearer " + token((Confirmation) null));
        CheckResponse answer = check("GET", bearer, Map.of("scope", "other"));
        assertEquals(Status.Code.PERMISSION_DENIED.value(), answer.getStatus().getCode());
        assertEquals(403, answer.getDeniedResponse().getStatus().getCodeValue());
        assertEquals(
                400,
                check("GET", bearer, Map.of("max_age", "soon"))
                        .getDeniedResponse()
                        .getStatus()
                        .getCodeValue());
    }

    @Test
    void theCallIsTheOneThatEnvoyTellsOf() {
        String bound = token(maker.jkt());
        for (var each :
                Map.of("GET", 0, "POST", Status.Code.UNAUTHENTICATED.value()).entrySet()) {
            Map<String, String> headers = Map.of(
                    "authorization",
                    "DPoP " + bound,
                    "dpop",
                    maker.proof("GET", "https://api.example/orders/1", bound),
                    "x-forwarded-method",
                    "GET",
                    "x-forwarded-uri",
                    "/orders/2");
            assertEquals(
                    each.getValue(),
                    check(each.getKey(), headers, Map.of()).getStatus().getCode());
        }
    }

    /** As with {@code include_peer_certificate}. */
    @Test
    void aTokenThatIsBoundToACertificateCountsWithThatWhichEnvoyTellsOf() throws Exception {
        byte[] der = "what Envoy has looked at".getBytes(StandardCharsets.UTF_8);
        String thumbprint = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(der));
        String bound = token(new Confirmation(null, thumbprint));
        Map<String, String> bearer = Map.of("authorization", "Bearer " + bound, "client-cert", ":" + base64(der) + ":");
        assertEquals(0, check(bearer, der));
        assertEquals(Status.Code.UNAUTHENTICATED.value(), check(bearer, "another".getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                Status.Code.UNAUTHENTICATED.value(),
                check("GET", bearer, Map.of()).getStatus().getCode());
    }

    private int check(Map<String, String> headers, byte[] certificate) {
        String pem = "-----BEGIN CERTIFICATE-----\n" + base64(certificate) + "\n-----END CERTIFICATE-----\n";
        return envoy.check(CheckRequest.newBuilder()
                        .setAttributes(AttributeContext.newBuilder()
                                .setSource(AttributeContext.Peer.newBuilder()
                                        .setCertificate(URLEncoder.encode(pem, StandardCharsets.UTF_8)
                                                .replace("+", "%20")))
                                .setRequest(AttributeContext.Request.newBuilder()
                                        .setHttp(AttributeContext.HttpRequest.newBuilder()
                                                .setMethod("GET")
                                                .setScheme("https")
                                                .setHost("api.example")
                                                .setPath("/")
                                                .putAllHeaders(headers))))
                        .build())
                .getStatus()
                .getCode();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void aPartThatIsAwayIsToldSo() {
        CheckResponse answer = check("GET", Map.of("cookie", "__Host-gatehouse=abc"), Map.of());
        assertEquals(503, answer.getDeniedResponse().getStatus().getCodeValue());
    }

    @Test
    void whatIsTooLargeIsNoQuestion() {
        Map<String, String> large = Map.of("x", "x".repeat(70_000));
        StatusRuntimeException refused =
                assertThrows(StatusRuntimeException.class, () -> check("GET", large, Map.of()));
        assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
    }

    private CheckResponse check(String method, Map<String, String> headers, Map<String, String> extensions) {
        return envoy.check(CheckRequest.newBuilder()
                .setAttributes(AttributeContext.newBuilder()
                        .putAllContextExtensions(extensions)
                        .setRequest(AttributeContext.Request.newBuilder()
                                .setHttp(AttributeContext.HttpRequest.newBuilder()
                                        .setMethod(method)
                                        .setScheme("https")
                                        .setHost("api.example")
                                        .setPath("/orders/1?a=b")
                                        .setSize(-1)
                                        .putAllHeaders(headers))))
                .build());
    }

    private static Map<String, String> told(List<HeaderValueOption> headers) {
        return headers.stream()
                .collect(java.util.stream.Collectors.toMap(
                        each -> each.getHeader().getKey(),
                        each -> each.getHeader().getValue()));
    }

    private String token(@Nullable String jkt) {
        return token(jkt == null ? null : new Confirmation(jkt, null));
    }

    private String token(@Nullable Confirmation confirmation) {
        return token(new Terms(null, null, null, null, confirmation, null));
    }

    private String token(Terms terms) {
        return minter.mint(new Mint(
                                user,
                                "ada",
                                null,
                                Scope.of("profile"),
                                null,
                                Instant.now(),
                                List.of("pwd"),
                                Format.jwt,
                                false,
                                null)
                        .on(terms))
                .await()
                .indefinitely()
                .accessToken();
    }
}
