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
    private static final PostalAddress NOWHERE = new PostalAddress(null, null, null, null, null, null);

    private final EntityManager entities;
    private final AuditTrail trail;

    ImportStore(EntityManager entities, AuditTrail trail) {
        this.entities = entities;
        this.trail = trail;
    }

    /**
     * Makes the users in one transaction with the events that tell of it. Of two with the same name the first is made.
     *
     * @param actor who asks for it: a user's or a client's id
     * @return those whose name or address is taken, who were not made
     */
    @Transactional
    List<ImportedUser> insert(List<ImportedUser> users, String actor) {
        List<UUID> ids = users.stream().map(user -> UUID.randomUUID()).toList();
        int[] made = entities.unwrap(Session.class).doReturningWork(connection -> insert(connection, users, ids));
        var present = new ArrayList<UUID>();
        var taken = new ArrayList<ImportedUser>();
        for (int i = 0; i < made.length; i++) {
            if (made[i] == 0) {
                taken.add(users.get(i));
            } else {
                present.add(ids.get(i));
            }
        }
        trail.noteAll(AuditKind.imported, present, actor);
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
        PostalAddress address = claims.address() == null ? NOWHERE : claims.address();
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
