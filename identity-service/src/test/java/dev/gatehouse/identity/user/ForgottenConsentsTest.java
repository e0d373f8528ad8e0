package dev.gatehouse.identity.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.common.peer.OAuthService;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.problem.PeerAway;
import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.identity.Beside;
import dev.gatehouse.identity.user.UserAdministration.Removal;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a user, what they consented to is forgotten, too. */
@QuarkusTest
class ForgottenConsentsTest {
    private static final String ACTOR = "an administrator";
    private final UserAdministration administration;
    private final AccountClosing closing;
    private final UserStore users;

    @Inject
    ForgottenConsentsTest(UserAdministration administration, AccountClosing closing, UserStore users) {
        this.administration = administration;
        this.closing = closing;
        this.users = users;
    }

    @BeforeEach
    void theOthersAnswer() {
        Beside.of(TokenService.class);
        Beside.of(SessionService.class);
    }

    @Test
    void aRemovalHasThemForgotten() {
        UUID user = user();
        Beside oauth = Beside.of(OAuthService.class);
        assertEquals(Removal.DONE, administration.remove(user, EntityTag.ifMatch(null), ACTOR));
        assertEquals(List.of("forget " + user), oauth.calls());
        assertTrue(users.account(user).isEmpty());
    }

    @Test
    void whereOAuthServiceIsAwayTheUserStaysUntilItIsBack() {
        UUID user = user();
        Beside.of(OAuthService.class).answering("forget", new PeerAway("away"));
        assertEquals(Removal.UNDER_WAY, administration.remove(user, EntityTag.ifMatch(null), ACTOR));
        assertTrue(users.account(user).orElseThrow().disabled());
        Beside oauth = Beside.of(OAuthService.class);
        closing.finishThoseDue();
        assertTrue(oauth.calls().contains("forget " + user), oauth.calls().toString());
        assertTrue(users.account(user).isEmpty());
    }

    @Test
    void whoIsOnlyDisabledFindsThemAgain() {
        UUID user = user();
        Beside oauth = Beside.of(OAuthService.class);
        var disabling = new AdministeredChange(JsonNodeFactory.instance.objectNode(), true, null);
        assertInstanceOf(
                ProfileEditing.Edited.class, administration.change(user, ACTOR, disabling, EntityTag.ifMatch(null)));
        assertEquals(List.of(), oauth.calls());
    }

    private UUID user() {
        String name = "f" + UUID.randomUUID().toString().substring(0, 12);
        return users.insert(new NewUser(name, null, false, null, null, false))
                .orElseThrow()
                .id();
    }
}
