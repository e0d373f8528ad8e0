package dev.gatehouse.identity.membership;

import dev.gatehouse.common.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Reads memberships in PostgreSQL. */
@ApplicationScoped
public class MembershipStore {
    /**
     * Columns for {@link #read}, in a statement that reads {@code identity.users}: names in the order of their keys. A role is
     * held by the user or by a group of theirs.
     */
    public static final String COLUMNS = """
            array(
                select held.name from identity.group_members member
                    join identity.groups held on held.id = member.group_id
                    where member.user_id = users.id and held.kind = 'group'
                order by held.name_key) as held_groups,
            array(
                select name from (
                    select held.name, held.name_key from identity.group_members member
                        join identity.groups held on held.id = member.group_id
                        where member.user_id = users.id and held.kind = 'role'
                    union
                    select held.name, held.name_key from identity.group_members member
                        join identity.role_groups given on given.group_id = member.group_id
                        join identity.groups held on held.id = given.role_id
                        where member.user_id = users.id) held
                order by name_key) as held_roles
            """;

    private final Database database;

    MembershipStore(Database database) {
        this.database = database;
    }

    /** Of one user; nothing where there is no such user. In no transaction where there is none, and past Hibernate. */
    public Memberships of(UUID user) {
        return database.first(
                        MembershipStore::read, "select " + COLUMNS + " from identity.users where users.id = ?", user)
                .orElseGet(() -> new Memberships(List.of(), List.of()));
    }

    /** Of a row with {@link #COLUMNS}. */
    public static Memberships read(ResultSet row) throws SQLException {
        return new Memberships(Database.texts(row, "held_groups"), Database.texts(row, "held_roles"));
    }
}
