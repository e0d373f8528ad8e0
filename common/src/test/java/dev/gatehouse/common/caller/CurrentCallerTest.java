package dev.gatehouse.common.caller;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.scope.Scope;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CurrentCallerTest {
    private static final Duration RECENTLY = Duration.ofMinutes(15);

    @Test
    void aSignInOfJustNowIsRecent() {
        assertDoesNotThrow(signedIn(Instant.now())::recently);
        assertDoesNotThrow(signedIn(Instant.now().minus(RECENTLY).plusSeconds(5))::recently);
    }

    @Test
    void anOlderOneIsAskedToBeRenewed() {
        Response refusal = refusal(signedIn(Instant.now().minus(RECENTLY).minusSeconds(2)));
        assertEquals(403, refusal.getStatus());
        assertEquals(
                "Bearer error=\"insufficient_user_authentication\", max_age=\"900\"",
                refusal.getHeaderString("WWW-Authenticate"));
    }

    @Test
    void whereNobodyKnowsWhenItWasItIsNotRecent() {
        assertEquals(403, refusal(signedIn(null)).getStatus());
    }

    @Test
    void whereAFactorGoesASignInWithMoreThanOneIsDue() {
        assertDoesNotThrow(signedIn(Instant.now(), AuthenticationClass.MULTIPLE)::recentlyWithMultipleFactors);
        assertDoesNotThrow(
                signedIn(Instant.now(), AuthenticationClass.PHISHING_RESISTANT)::recentlyWithMultipleFactors);
        for (CurrentCaller weak : List.of(
                signedIn(Instant.now(), AuthenticationClass.SINGLE),
                signedIn(Instant.now(), null),
                signedIn(Instant.now().minus(RECENTLY).minusSeconds(2), AuthenticationClass.MULTIPLE))) {
            Response refusal = assertThrows(WebApplicationException.class, weak::recentlyWithMultipleFactors)
                    .getResponse();
            assertEquals(403, refusal.getStatus());
            assertEquals(
                    "Bearer error=\"insufficient_user_authentication\", max_age=\"900\","
                            + " acr_values=\"urn:gatehouse:acr:mfa\"",
                    refusal.getHeaderString("WWW-Authenticate"));
        }
    }

    private static Response refusal(CurrentCaller caller) {
        return assertThrows(WebApplicationException.class, caller::recently).getResponse();
    }

    private static CurrentCaller signedIn(@Nullable Instant authTime) {
        return signedIn(authTime, AuthenticationClass.SINGLE);
    }

    private static CurrentCaller signedIn(@Nullable Instant authTime, @Nullable AuthenticationClass acr) {
        var caller = new CurrentCaller(() -> RECENTLY);
        caller.set(new Caller(
                "ada", "ada", null, Scope.of(Scope.ACCOUNT), "session", "sid", authTime, acr, null, List.of()));
        return caller;
    }
}
