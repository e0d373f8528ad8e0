package dev.gatehouse.oauth.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientAnswers;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** As whom a client knows a user (OpenID Connect Core, section 8.1). */
class SubjectsTest {
    private static final UUID ANN = new UUID(0, 1);
    private final Subjects subjects = new Subjects(() -> "a salt of at least 32 characters..");

    @Test
    void byTheirIdWhereNothingElseIsRegistered() {
        assertNull(subjects.pairwise(client(null), ANN));
        assertEquals(ANN.toString(), subjects.of(client(null), ANN));
    }

    @Test
    void everyClientOfASectorByTheSame() {
        assertEquals(subjects.of(client("app.example"), ANN), subjects.of(client("app.example"), ANN));
    }

    @Test
    void noTwoSectorsAndNoTwoUsersByTheSame() {
        String known = subjects.of(client("app.example"), ANN);
        assertNotEquals(known, subjects.of(client("other.example"), ANN));
        assertNotEquals(known, subjects.of(client("app.example"), new UUID(0, 2)));
        assertNotEquals(ANN.toString(), known);
        assertEquals(43, known.length());
    }

    @Test
    void nobodyCanTellWhoKnowsNotTheSalt() {
        var others = new Subjects(() -> "another salt of over 32 characters");
        assertNotEquals(subjects.of(client("app.example"), ANN), others.of(client("app.example"), ANN));
    }

    @Test
    void neverByASaltThatCouldBeGuessed() {
        assertThrows(IllegalArgumentException.class, () -> new Subjects(() -> "short"));
        assertThrows(IllegalArgumentException.class, () -> new Subjects(() -> "a".repeat(257)));
    }

    private static RegisteredClient client(@Nullable String sector) {
        RegisteredClient plain = Fixtures.client(AuthMethod.none, "", GrantType.authorization_code);
        var answers = new ClientAnswers(
                sector == null ? "public" : "pairwise",
                null,
                sector,
                true,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return Fixtures.but(plain, answers);
    }
}
