package dev.gatehouse.identity.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AuditTrailTest {
    private final AuditTrail trail;
    private final DataSource database;

    @Inject
    AuditTrailTest(AuditTrail trail, DataSource database) {
        this.trail = trail;
        this.database = database;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from identity.audit_events",
                "truncate identity.audit_events",
                "update identity.audit_events set event = 'registered'",
                "update identity.audit_events set at = now(), address = null, user_agent = null, detail = null",
                "update identity.audit_events set subject = null, address = null, user_agent = null, detail = null"
            })
    void whatIsWrittenStays(String sql) throws SQLException {
        UUID user = UUID.randomUUID();
        trail.note(new AuditEvent(AuditKind.signed_in, user, user.toString(), "pwd"));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            SQLException refused = assertThrows(SQLException.class, () -> statement.executeUpdate(sql));
            assertTrue(refused.toString().contains("audit events stay as they are"), refused.toString());
        }
        assertEquals("signed_in", trail.page(user, null, 10).events().getFirst().event());
    }

    @Test
    void erasingAPersonTakesAwayTheDetailsAlone() {
        UUID user = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        trail.note(new AuditEvent(AuditKind.signed_in, user, user.toString(), "pwd"));
        trail.note(new AuditEvent(AuditKind.signed_in, other, other.toString(), "pwd"));
        trail.erase(user);
        RecordedEvent event = trail.page(user, null, 10).events().getFirst();
        assertEquals(user, event.subject());
        assertNull(event.detail());
        assertEquals("pwd", trail.page(other, null, 10).events().getFirst().detail());
    }

    @Test
    void anAdministratorsLookIsNotedOnceForAllItsPages() {
        UUID user = UUID.randomUUID();
        trail.note(AuditEvent.of(AuditKind.registered, user));
        trail.note(AuditEvent.of(AuditKind.signed_in, user));
        RecordedEvent.Page first = trail.lookedAt(user, "an administrator", null, 1);
        assertEquals("signed_in", first.events().getFirst().event());
        trail.lookedAt(user, "an administrator", first.next(), 1);
        trail.lookedAt(user, "another", Long.MAX_VALUE, 1);
        trail.lookedAt(user, user.toString(), null, 1);
        trail.page(user, null, 1);
        assertEquals(
                List.of("activity_viewed another", "activity_viewed an administrator"),
                trail.page(user, null, 10).events().stream()
                        .filter(event -> event.event().equals("activity_viewed"))
                        .map(event -> event.event() + " " + event.actor())
                        .toList());
        assertEquals(
                List.of(), trail.lookedAt(UUID.randomUUID(), "another", null, 1).events());
    }

    @Test
    void pagesMeet() {
        UUID user = UUID.randomUUID();
        for (AuditKind kind : List.of(AuditKind.registered, AuditKind.signed_in, AuditKind.exported)) {
            trail.note(AuditEvent.of(kind, user));
        }
        RecordedEvent.Page first = trail.page(user, null, 2);
        assertEquals(
                List.of("exported", "signed_in"),
                first.events().stream().map(RecordedEvent::event).toList());
        RecordedEvent.Page second = trail.page(user, first.next(), 2);
        assertEquals(
                List.of("registered"),
                second.events().stream().map(RecordedEvent::event).toList());
        assertNull(second.next());
    }
}
