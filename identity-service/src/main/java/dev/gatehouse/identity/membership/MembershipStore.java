package dev.gatehouse.identity.membership;

import dev.gatehouse.common.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads memberships in PostgreSQL. */
@ApplicationScoped
public class MembershipStore {
    private static final String HELD = """
            select g.kind, g.name, g.name_key from identity.group_members m
                join identity.groups g on g.id = m.group_id
                where m.user_id = ?
            union
            select r.kind, r.name, r.name_key from identity.group_members m
                join identity.role_groups given on given.group_id = m.group_id
                join identity.groups r on r.id = given.role_id
                where m.user_id = ?
            order by 3
            """;

    private final Database database;

    MembershipStore(Database database) {
        this.database = database;
    }

    /**
     * Of one user, in the order of the names; nothing where there is no such user. In no transaction where there is none, and
     * past Hibernate: whatever is told of a user asks.
     */
    public Memberships of(UUID user) {
        var groups = new ArrayList<String>();
        var roles = new ArrayList<String>();
        database.list(row -> new Held(row.getString("kind"), row.getString("name")), HELD, user, user)
                .forEach(each -> (each.kind().equals("role") ? roles : groups).add(each.name()));
        return new Memberships(List.copyOf(groups), List.copyOf(roles));
    }

    private record Held(String kind, String name) {}
}
