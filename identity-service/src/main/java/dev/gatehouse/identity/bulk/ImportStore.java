package dev.gatehouse.identity.bulk;

import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.profile.PostalAddress;
import dev.gatehouse.identity.profile.StandardClaims;
import dev.gatehouse.identity.user.Names;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Many users at once in PostgreSQL. */
@ApplicationScoped
class ImportStore {
    private static final String INSERT = """
            insert into identity.users (id, username, username_key, email, email_key, email_verified, password_hash,
                admin, disabled_at, name, given_name, family_name, middle_name, nickname, profile, picture, website,
                gender, birthdate, zoneinfo, locale, phone_number, formatted, street_address, locality, region,
                postal_code, country, username_skeleton)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """;

    private final EntityManager entities;
    private final AuditTrail trail;

    ImportStore(EntityManager entities, AuditTrail trail) {
        this.entities = entities;
        this.trail = trail;
    }

    /** @param made with the usernames that they have now. @param taken those whose name or address is taken */
    record Stored(List<ImportedUser> made, List<ImportedUser> taken) {}

    /**
     * Makes the users in one transaction with the events that tell of it. Of two with the same name the first is made; but
     * one whose name is derived makes way for whoever has it as their own, and is made under another.
     *
     * @param actor who asks for it: a user's or a client's id
     */
    @Transactional
    Stored insert(List<ImportedUser> users, String actor) {
        var made = new ArrayList<ImportedUser>();
        var ids = new ArrayList<UUID>();
        var taken = new ArrayList<ImportedUser>();
        taken.addAll(make(users.stream().filter(user -> !user.usernameDerived()).toList(), made, ids));
        List<ImportedUser> again =
                make(users.stream().filter(ImportedUser::usernameDerived).toList(), made, ids);
        taken.addAll(make(again.stream().map(ImportedUser::renamed).toList(), made, ids));
        trail.noteAll(AuditKind.imported, ids, actor);
        return new Stored(made, taken);
    }

    /** @return those who were not made */
    private List<ImportedUser> make(List<ImportedUser> users, List<ImportedUser> made, List<UUID> ids) {
        if (users.isEmpty()) {
            return List.of();
        }
        List<UUID> fresh = users.stream().map(user -> UUID.randomUUID()).toList();
        int[] rows = entities.unwrap(Session.class).doReturningWork(connection -> insert(connection, users, fresh));
        var taken = new ArrayList<ImportedUser>();
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == 0) {
                taken.add(users.get(i));
            } else {
                made.add(users.get(i));
                ids.add(fresh.get(i));
            }
        }
        return taken;
    }

    private static int[] insert(Connection connection, List<ImportedUser> users, List<UUID> ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            Timestamp now = Timestamp.from(Instant.now());
            for (int i = 0; i < users.size(); i++) {
                ImportedUser user = users.get(i);
                statement.setObject(1, ids.get(i));
                statement.setBoolean(6, user.emailVerified());
                // Administrators are appointed in person.
                statement.setBoolean(8, false);
                statement.setTimestamp(9, user.disabled() ? now : null);
                setAll(
                        statement,
                        2,
                        user.username(),
                        Names.key(user.username()),
                        user.email(),
                        user.email() == null ? null : Names.key(user.email()));
                setAll(statement, 7, user.passwordHash());
                setClaims(statement, user.claims());
                setAll(statement, 29, Names.skeleton(user.username()));
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    private static void setClaims(PreparedStatement statement, StandardClaims claims) throws SQLException {
        PostalAddress address = claims.address() == null ? PostalAddress.NONE : claims.address();
        setAll(
                statement,
                10,
                claims.name(),
                claims.givenName(),
                claims.familyName(),
                claims.middleName(),
                claims.nickname(),
                claims.profile(),
                claims.picture(),
                claims.website(),
                claims.gender(),
                claims.birthdate(),
                claims.zoneinfo(),
                claims.locale(),
                claims.phoneNumber(),
                address.formatted(),
                address.streetAddress(),
                address.locality(),
                address.region(),
                address.postalCode(),
                address.country());
    }

    /** @param first parameter of the statement; the values go to it and those after it */
    private static void setAll(PreparedStatement statement, int first, @Nullable String... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setString(first + i, values[i]);
        }
    }
}
