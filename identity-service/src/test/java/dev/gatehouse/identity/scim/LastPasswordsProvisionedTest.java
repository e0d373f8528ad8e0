package dev.gatehouse.identity.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.identity.password.PasswordHasher;
import dev.gatehouse.identity.password.ThreeRemembered;
import dev.gatehouse.identity.profile.StandardClaims;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ThreeRemembered.class)
class LastPasswordsProvisionedTest {
    private final String name = "s" + UUID.randomUUID().toString().substring(0, 12);
    private final ScimUsers scim;
    private final ScimUserStore store;
    private final UserStore users;
    private final PasswordHasher hasher;

    @Inject
    LastPasswordsProvisionedTest(ScimUsers scim, ScimUserStore store, UserStore users, PasswordHasher hasher) {
        this.scim = scim;
        this.store = store;
        this.users = users;
        this.hasher = hasher;
    }

    @Test
    void whoProvisionsGivesNoneOfTheLastOnes() throws ScimRefusal {
        Account first = scim.create(body("zeroth of them"), "t").account();
        Account second = give(first, "first of them").orElseThrow();
        for (String last : new String[] {"zeroth of them", "first of them"}) {
            var refusal = assertThrows(
                    ScimRefusal.class,
                    () -> scim.replace(second.id(), body(last), new EntityTag.Anything(), "t"),
                    last);
            assertEquals("invalidValue", refusal.type());
        }
    }

    @Test
    void aPasswordThatCameMeanwhileIsComparedToo() throws ScimRefusal {
        Account ada = scim.create(body("zeroth of them"), "t").account();
        String hash = ada.passwordHash();
        if (hash == null) {
            throw new AssertionError("no password");
        }
        users.rehash(ada.id(), hash, hasher.hash("first of them"));
        assertTrue(give(ada, "first of them").isEmpty());
        assertTrue(give(users.account(ada.id()).orElseThrow(), "second of them").isPresent());
    }

    private Optional<Account> give(Account before, String password) throws ScimRefusal {
        ScimUser user = UserJson.read(body(password), StandardClaims.NONE);
        return store.replace(before, user, name, hasher.hash(password), "t");
    }

    private ObjectNode body(String password) {
        return JsonNodeFactory.instance.objectNode().put("userName", name).put("password", password);
    }
}
