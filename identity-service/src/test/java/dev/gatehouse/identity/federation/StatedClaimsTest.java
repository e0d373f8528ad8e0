package dev.gatehouse.identity.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.gatehouse.common.peer.FederatedIdentity;
import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.identity.profile.StandardClaims;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a provider says of a user who is new here. */
@QuarkusTest
class StatedClaimsTest {
    private final Federation federation;
    private final UserStore users;

    @Inject
    StatedClaimsTest(Federation federation, UserStore users) {
        this.federation = federation;
        this.users = users;
    }

    private static FederatedIdentity coming(String subject, String name, Map<String, String> claims) {
        return new FederatedIdentity("elsewhere", subject, null, null, false, name, null, claims, null, null);
    }

    @Transactional
    StandardClaims claims(FederatedIdentity who) {
        UUID id = assertInstanceOf(Authenticated.class, federation.signIn(who)).subject();
        return users.account(id).orElseThrow().claims();
    }

    @Test
    void isTakenAsFarAsUsersCouldSayIt() {
        StandardClaims claims = claims(coming(
                UUID.randomUUID().toString(),
                "Ada Lovelace",
                Map.of(
                        "given_name", "Ada",
                        "locale", "en-GB",
                        "phone_number", "+441234567890",
                        "picture", "javascript:alert(1)",
                        "nickname", "a\u0007b",
                        "birthdate", "yesterday",
                        "groups", "admins",
                        "admin", "true")));
        assertEquals("Ada Lovelace", claims.name());
        assertEquals("Ada", claims.givenName());
        assertEquals("en-GB", claims.locale());
        assertEquals("+441234567890", claims.phoneNumber());
        assertNull(claims.picture());
        assertNull(claims.nickname());
        assertNull(claims.birthdate());
    }

    /** Users change it here, and that stays. */
    @Test
    void isTakenOnce() {
        String subject = UUID.randomUUID().toString();
        claims(coming(subject, "Ada", Map.of("locale", "en")));
        assertEquals(
                "en", claims(coming(subject, "Other", Map.of("locale", "de"))).locale());
    }
}
