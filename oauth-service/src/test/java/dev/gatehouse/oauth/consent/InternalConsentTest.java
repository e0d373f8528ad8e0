package dev.gatehouse.oauth.consent;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientAdministration;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What identity-service is told of a user's consents, and has forgotten with the user. */
@QuarkusTest
class InternalConsentTest {
    private static final Scope ORDERS = Scope.of("openid", "orders:read");
    private final ConsentStore consents;
    private final ClientAdministration clients;
    private final ServiceTokens tokens;
    private final UUID user = UUID.randomUUID();

    @Inject
    InternalConsentTest(ConsentStore consents, ClientAdministration clients, ServiceTokens tokens) {
        this.consents = consents;
        this.clients = clients;
        this.tokens = tokens;
    }

    @Test
    void consentsAreListedByClient() {
        String client = consented(user);
        internal()
                .get("/internal/consents/of/" + user)
                .then()
                .statusCode(200)
                .body("consents", hasSize(1))
                .body("consents[0].client_id", equalTo(client))
                .body("consents[0].client_name", equalTo("An application"))
                .body("consents[0].scope", equalTo(ORDERS.toString()));
    }

    @Test
    void allOfAUserAreForgottenAndThoseOfOthersStay() {
        UUID other = UUID.randomUUID();
        consented(user);
        consented(user);
        String others = consented(other);
        for (int i = 0; i < 2; i++) {
            internal().delete("/internal/consents/of/" + user).then().statusCode(204);
        }
        assertTrue(consents.ofUser(user).isEmpty());
        assertEquals(ORDERS, consents.scope(other, others));
    }

    @Test
    void itIsForTheOtherServicesAlone() {
        String client = consented(user);
        given().get("/internal/consents/of/" + user).then().statusCode(401);
        given().delete("/internal/consents/of/" + user).then().statusCode(401);
        assertEquals(ORDERS, consents.scope(user, client));
    }

    private RequestSpecification internal() {
        return given().header("Authorization", "Bearer " + tokens.tokenFor("oauth-service"));
    }

    private String consented(UUID whose) {
        String client = Fixtures.register(clients, "none").client().clientId();
        assertTrue(consents.allow(whose, client, ORDERS));
        return client;
    }
}
