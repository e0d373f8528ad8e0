package dev.gatehouse.token.credentials;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.common.peer.ServiceTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What of a user still gives tokens, or is one. */
@QuarkusTest
class HeldTest {
    private final HeldStore store;
    private final Database database;
    private final ServiceTokens services;
    private final UUID user = UUID.randomUUID();

    @Inject
    HeldTest(HeldStore store, Database database, ServiceTokens services) {
        this.store = store;
        this.database = database;
        this.services = services;
    }

    @Test
    void grantsAndKeysAreListedWithWhatTheyMayDo() {
        UUID fresh = grant("app", "1 hour");
        UUID used = grant(null, "1 hour");
        database.update("update token.grants set generation = 3, rotated_at = now() where id = ?", used);
        UUID key = key("backup", "1 hour");
        listed().body("grants", hasSize(2))
                .body("grants[0].id", equalTo(used.toString()))
                .body("grants[0].client_id", nullValue())
                .body("grants[0].refreshed_at", not(nullValue()))
                .body("grants[1].id", equalTo(fresh.toString()))
                .body("grants[1].client_id", equalTo("app"))
                .body("grants[1].scope", equalTo("openid orders:read"))
                .body("grants[1].refreshed_at", nullValue())
                .body("api_keys", hasSize(1))
                .body("api_keys[0].id", equalTo(key.toString()))
                .body("api_keys[0].name", equalTo("backup"));
    }

    @Test
    void whatIsOverOrAnothersIsNotListed() {
        grant("expired", "-1 second");
        database.update("update token.grants set revoked_at = now() where id = ?", grant("revoked", "1 hour"));
        key("expired", "-1 second");
        grant("before", "1 hour");
        key("before", "1 hour");
        database.update("insert into token.user_epochs (subject, since) values (?, now())", user.toString());
        listed().body("grants", hasSize(0)).body("api_keys", hasSize(0));
        listed(UUID.randomUUID()).body("grants", hasSize(0)).body("api_keys", hasSize(0));
    }

    @Test
    void thereAreOnlySoManyInAnAnswer() {
        for (int i = 0; i < 3; i++) {
            grant("app", "1 hour");
            key("key " + i, "1 hour");
        }
        assertEquals(2, store.grants(user, 2).size());
        assertEquals(2, store.keys(user, 2).size());
    }

    @Test
    void itIsForTheOtherServicesAlone() {
        given().get("/internal/tokens/of/" + user).then().statusCode(401);
    }

    private ValidatableResponse listed() {
        return listed(user);
    }

    private ValidatableResponse listed(UUID whose) {
        return given().header("Authorization", "Bearer " + services.tokenFor("token-service"))
                .get("/internal/tokens/of/" + whose)
                .then()
                .statusCode(200);
    }

    private UUID grant(@org.jspecify.annotations.Nullable String client, String left) {
        UUID id = UUID.randomUUID();
        database.update("""
                insert into token.grants
                    (id, subject, client_id, scope, format, amr, created_at, rotated_at, expires_at, ends_at)
                values (?, ?, ?, 'openid orders:read', 'jwt', '{}', now() - interval '1 day',
                    now() - interval '1 day', now() + cast(? as interval), now() + interval '1 day')
                """, id, user.toString(), client, left);
        return id;
    }

    private UUID key(String name, String left) {
        UUID id = UUID.randomUUID();
        database.update("""
                insert into token.api_keys (id, subject, name, secret_hash, scope, created_at, expires_at)
                values (?, ?, ?, ?, 'openid', now() - interval '1 day', now() + cast(? as interval))
                """, id, user, name, id.toString(), left);
        return id;
    }
}
