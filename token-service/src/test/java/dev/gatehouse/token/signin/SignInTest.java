package dev.gatehouse.token.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.common.scope.Scope;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignInTest {
    private static final Scope ALLOWED = Scope.of("openid", "account");

    @Test
    void allThatIsAllowedWhereNothingIsAsked() {
        assertEquals(Optional.of(ALLOWED), SignIn.granted(null, ALLOWED));
        assertEquals(Optional.of(ALLOWED), SignIn.granted(Scope.NONE, ALLOWED));
    }

    @Test
    void lessWhereLessIsAskedAndNothingWhereMoreIs() {
        assertEquals(Optional.of(Scope.of("account")), SignIn.granted(Scope.of("account"), ALLOWED));
        assertEquals(Optional.empty(), SignIn.granted(Scope.of("account", Scope.ADMIN), ALLOWED));
    }
}
