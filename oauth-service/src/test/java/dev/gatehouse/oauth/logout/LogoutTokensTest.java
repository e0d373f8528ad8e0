package dev.gatehouse.oauth.logout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.peer.SignatureService;
import dev.gatehouse.common.peer.SignatureService.SignOrder;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientAnswers;
import dev.gatehouse.oauth.client.ClientProof;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.JsonObject;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.encryption.Recipients;
import dev.gatehouse.oauth.logout.LogoutTokens.Unwritten;
import dev.gatehouse.oauth.logout.LogoutTokens.Written;
import dev.gatehouse.oauth.subject.Subjects;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJwkGenerator;
import org.junit.jupiter.api.Test;

/** What logout tokens say, and to whom (OpenID Connect Back-Channel Logout 1.0, section 2.4). */
@QuarkusTest
@TestProfile(LogoutPeers.Present.class)
class LogoutTokensTest {
    private final Subjects subjects;
    private final Recipients recipients;
    private final List<SignOrder> orders = new ArrayList<>();
    private final UUID user = UUID.randomUUID();
    private final DeliveryStore.Delivery delivery =
            new DeliveryStore.Delivery(UUID.randomUUID(), "client-1", "s", user, 1);

    @Inject
    LogoutTokensTest(Subjects subjects, Recipients recipients) {
        this.subjects = subjects;
        this.recipients = recipients;
    }

    @Test
    void theUserIsNamedByTheIdAndTheTokenLegible() {
        assertInstanceOf(Written.class, tokens().of(client(), delivery));
        assertEquals(
                Map.of("sub", user.toString(), "sid", "s"), orders.getFirst().claims());
        assertNull(orders.getFirst().encryption());
    }

    @Test
    void whoKnowsUsersByOtherNamesIsToldTheirs() {
        RegisteredClient pairwise = Fixtures.but(client(), answers("pairwise", null));
        assertInstanceOf(Written.class, tokens().of(pairwise, delivery));
        assertEquals(
                Map.of("sub", subjects.of(pairwise, user), "sid", "s"),
                orders.getFirst().claims());
        assertNotEquals(user.toString(), orders.getFirst().claims().get("sub"));
    }

    @Test
    void whoseIdTokensAreEncryptedItsLogoutTokensAreToo() throws Exception {
        Map<String, Object> key = RsaJwkGenerator.generateJwk(2048).toParams(OutputControlLevel.PUBLIC_ONLY);
        var proof = new ClientProof(
                new JsonObject(Map.of("keys", List.of(key))), null, null, null, null, null, null, null, false, false);
        RegisteredClient encrypting = Fixtures.but(Fixtures.but(client(), proof), answers("public", "RSA-OAEP-256"));
        assertInstanceOf(Written.class, tokens().of(encrypting, delivery));
        var encryption = orders.getFirst().encryption();
        assertNotNull(encryption);
        assertEquals("RSA-OAEP-256", encryption.alg());
        assertEquals(key.get("n"), encryption.jwk().get("n"));
    }

    @Test
    void withoutAKeyNothingIsSigned() {
        RegisteredClient keyless = Fixtures.but(client(), answers("public", "RSA-OAEP-256"));
        assertInstanceOf(Unwritten.class, tokens().of(keyless, delivery));
        assertEquals(List.of(), orders);
    }

    private LogoutTokens tokens() {
        var signatures = (SignatureService) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SignatureService.class}, (self, method, arguments) -> {
                    orders.add((SignOrder) arguments[0]);
                    return Uni.createFrom().item(new SignatureService.Signed("token"));
                });
        return new LogoutTokens(signatures, subjects, recipients);
    }

    private static RegisteredClient client() {
        return Fixtures.client(AuthMethod.none, "", GrantType.authorization_code);
    }

    private static ClientAnswers answers(String subjectType, @org.jspecify.annotations.Nullable String idTokenAlg) {
        return new ClientAnswers(
                subjectType, null, "app.example", true, null, null, idTokenAlg, null, null, null, null, null);
    }
}
