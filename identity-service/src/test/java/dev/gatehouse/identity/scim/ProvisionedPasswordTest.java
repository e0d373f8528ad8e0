package dev.gatehouse.identity.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.problem.PeerAway;
import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.identity.Beside;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProvisionedPasswordTest {
    private final String name = "s" + UUID.randomUUID().toString().substring(0, 12);
    private final ScimUsers scim;
    private final UserStore users;

    @Inject
    ProvisionedPasswordTest(ScimUsers scim, UserStore users) {
        this.scim = scim;
        this.users = users;
    }

    @Test
    void whereASessionCannotBeEndedThePasswordStays() throws ScimRefusal {
        Account before = scim.create(body("zeroth of them"), "t").account();
        Beside.of(SessionService.class);
        Beside.of(TokenService.class).answering("revoke", new PeerAway("away"));
        assertThrows(PeerAway.class, () -> give(before, "first of them"));
        assertEquals(before.passwordHash(), hash(before));
        Beside tokens = Beside.of(TokenService.class);
        give(before, "first of them");
        assertNotEquals(before.passwordHash(), hash(before));
        // Once more after it, for who has signed in meanwhile by the old one.
        assertEquals(2, tokens.calls().size());
    }

    private String hash(Account account) {
        return String.valueOf(users.account(account.id()).orElseThrow().passwordHash());
    }

    private void give(Account account, String password) throws ScimRefusal {
        scim.replace(account.id(), body(password), new EntityTag.Anything(), "t");
    }

    private ObjectNode body(String password) {
        return JsonNodeFactory.instance.objectNode().put("userName", name).put("password", password);
    }
}
