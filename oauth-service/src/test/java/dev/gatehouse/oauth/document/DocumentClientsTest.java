package dev.gatehouse.oauth.document;

import static dev.gatehouse.oauth.document.Documents.taken;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.limit.Limiter;
import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.problem.PeerAway;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.consent.ConsentStore;
import dev.gatehouse.oauth.document.Documents.Bounds;
import dev.gatehouse.oauth.outbound.GuardedFetch;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Clients that nobody has registered, but that say at the address of their id what they are. */
@QuarkusTest
@TestProfile(Documents.On.class)
class DocumentClientsTest {
    private final DocumentIntake intake;
    private final ConsentStore consents;
    private final GuardedFetch fetch;
    private final Limiter limiter;
    private final String id = "https://app.example/clients/" + UUID.randomUUID();
    private final String user = UUID.randomUUID().toString();

    @Inject
    DocumentClientsTest(DocumentIntake intake, ConsentStore consents, GuardedFetch fetch, Limiter limiter) {
        this.intake = intake;
        this.consents = consents;
        this.fetch = fetch;
        this.limiter = limiter;
    }

    @Test
    void discoverySaysSo() {
        given().get("/.well-known/oauth-authorization-server")
                .then()
                .body("client_id_metadata_document_supported", equalTo(true));
    }

    @Test
    void usersReadWhereItIs() {
        taken(intake, id, "\"client_name\": \"Notes\"");
        consentPage()
                .statusCode(200)
                .body(containsString("Notes (app.example)"))
                .body(containsString("Nobody has verified this application. It is at app.example."));
    }

    @Test
    void itHasTokensAndConsentsAsOthersDo() {
        taken(intake, id, "\"client_name\": \"Notes\"");
        given().formParam("grant_type", "authorization_code")
                .formParam("code", "x")
                .formParam("redirect_uri", Fixtures.CALLBACK)
                .formParam("code_verifier", Fixtures.VERIFIER)
                .formParam("client_id", id)
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_grant"));
        assertTrue(consents.allow(UUID.fromString(user), id, Scope.of("openid")));
        consentPage().statusCode(303);
    }

    /** It is of an address that nothing may be fetched from here. */
    @Test
    void whereThereIsNoneThatCountsThereIsNoClient() {
        String nowhere = "https://127.0.0.1:1/" + UUID.randomUUID();
        authorize(nowhere).statusCode(400).body(not(containsString("(127.0.0.1)")));
        given().formParam("grant_type", "authorization_code")
                .formParam("client_id", nowhere)
                .post("/oauth2/token")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void oneThatHasExpiredCountsNoMore() {
        RegisteredClient client = taken(intake, id, "\"client_name\": \"Notes\"");
        DocumentClients others = documents(new Bounds(true, 1_000_000, 10));
        assertEquals(
                Optional.of(client), others.current(id, known(client)).await().indefinitely());
        RegisteredClient expired = Fixtures.client(AuthMethod.none, "");
        assertTrue(others.current("https://127.0.0.1:1/x", known(expired))
                .await()
                .indefinitely()
                .isEmpty());
    }

    @Test
    void whereItIsOffNoneCounts() {
        RegisteredClient client = taken(intake, id, "\"client_name\": \"Notes\"");
        assertTrue(documents(new Bounds(false, 1_000_000, 10))
                .current(id, known(client))
                .await()
                .indefinitely()
                .isEmpty());
    }

    /** Strangers have no more fetched than so many, and what failed is not asked for again at once. */
    @Test
    void fetchesAreBounded() {
        DocumentClients others = documents(new Bounds(true, 3, 10));
        String nowhere = "https://127.0.0.1:1/" + UUID.randomUUID();
        for (int i = 0; i < 10; i++) {
            assertTrue(empty(others, nowhere));
        }
        assertThrows(PeerAway.class, () -> {
            for (int i = 0; i < 10; i++) {
                empty(others, nowhere + i);
            }
        });
    }

    @Test
    void aUserTakesItsConsentBack() {
        taken(intake, id, "\"client_name\": \"Notes\"");
        consents.allow(UUID.fromString(user), id, Scope.of("openid"));
        given().cookie(SessionService.COOKIE, user)
                .get("/account/applications")
                .then()
                .statusCode(200)
                .body(containsString(id));
        given().cookie(SessionService.COOKIE, user)
                .delete("/consents/{client_id}", id)
                .then()
                .statusCode(204);
        assertEquals(Scope.NONE, consents.scope(UUID.fromString(user), id));
    }

    private DocumentClients documents(DocumentConfig config) {
        return new DocumentClients(config, fetch, limiter, intake, Executors.newVirtualThreadPerTaskExecutor());
    }

    private static boolean empty(DocumentClients documents, String clientId) {
        return documents
                .current(clientId, Uni.createFrom().item(Optional.empty()))
                .await()
                .indefinitely()
                .isEmpty();
    }

    private static Uni<Optional<RegisteredClient>> known(RegisteredClient client) {
        return Uni.createFrom().item(Optional.of(client));
    }

    private ValidatableResponse consentPage() {
        return authorize(id);
    }

    private ValidatableResponse authorize(String clientId) {
        return given().redirects()
                .follow(false)
                .cookie(SessionService.COOKIE, user)
                .queryParam("client_id", clientId)
                .queryParam("redirect_uri", Fixtures.CALLBACK)
                .queryParam("response_type", "code")
                .queryParam("scope", "openid")
                .queryParam("code_challenge", Fixtures.CHALLENGE)
                .queryParam("code_challenge_method", "S256")
                .get("/oauth2/authorize")
                .then();
    }
}
