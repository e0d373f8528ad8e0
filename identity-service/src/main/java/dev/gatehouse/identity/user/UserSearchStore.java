package dev.gatehouse.identity.user;

import dev.gatehouse.identity.user.UserQuery.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/**
 * Finds users by the beginnings of their names. Each name has an index, in the order of bytes; a page is the first few
 * entries of each from the cursor on, merged. So a page takes as long with a million users as with a few.
 */
@ApplicationScoped
@Transactional
class UserSearchStore {
    /** What is searched, as the indexes have it. */
    private static final List<String> KEYS = Stream.of(
                    "u.username_key",
                    "u.email_key",
                    "identity.search_key(u.name)",
                    "identity.search_key(u.given_name)",
                    "identity.search_key(u.family_name)")
            .map(key -> "(" + key + " collate \"C\")")
            .toList();

    private static final String IN_GROUP = """
             and u.id in (select m.user_id from identity.group_members m
                join identity.groups g on g.id = m.group_id
                where g.kind = 'group' and g.name_key = :group)
            """;
    private static final String WITH_ROLE = """
             and u.id in (select m.user_id from identity.group_members m
                join identity.groups r on r.id = m.group_id
                where r.kind = 'role' and r.name_key = :role
                union all
                select m.user_id from identity.group_members m
                join identity.role_groups given on given.group_id = m.group_id
                join identity.groups r on r.id = given.role_id
                where r.kind = 'role' and r.name_key = :role)
            """;
    private final EntityManager entities;

    UserSearchStore(EntityManager entities) {
        this.entities = entities;
    }

    /** In the order of the terms by which they are found, and of their ids; those after {@code after}. */
    List<Cursor> find(UserQuery query, Cursor after, int limit) {
        String sql = query.prefix() == null ? byId(query) : byPrefix(query);
        NativeQuery<Object[]> search = entities.unwrap(Session.class)
                .createNativeQuery(sql, Object[].class)
                .addScalar("term", String.class)
                .addScalar("id", UUID.class)
                .setParameter("id", after.id())
                .setParameter("limit", limit);
        if (query.prefix() != null) {
            // The last code point that there is ends the range.
            search.setParameter("from", query.prefix())
                    .setParameter("to", query.prefix() + "\uDBFF\uDFFF")
                    .setParameter("term", after.term());
        }
        if (query.username() != null) {
            search.setParameter("username", query.username());
        }
        if (query.group() != null) {
            search.setParameter("group", query.group());
        }
        if (query.role() != null) {
            search.setParameter("role", query.role());
        }
        return search.stream()
                .map(row -> new Cursor((String) row[0], (UUID) row[1]))
                .toList();
    }

    private static String byId(UserQuery query) {
        return "select '' as term, u.id as id from identity.users u where u.id > :id" + filters(query)
                + " order by u.id limit :limit";
    }

    /**
     * A user whom several names match comes once: by the first of them. It is said so that the planner knows that almost
     * all rows are like that; else it would rather sort all users than walk along an index.
     */
    private static String byPrefix(UserQuery query) {
        return KEYS.stream()
                .map(key -> "(select " + key + " as term, u.id as id from identity.users u where " + key
                        + " between :from and :to and (" + key + ", u.id) > (:term, :id)"
                        + KEYS.stream()
                                .filter(other -> !other.equals(key))
                                .map(other -> " and (" + other + " between :from and :to and " + other + " < " + key
                                        + ") is not true")
                                .collect(Collectors.joining())
                        + filters(query) + " order by 1, 2 limit :limit)")
                .collect(Collectors.joining(" union ", "", " order by 1, 2 limit :limit"));
    }

    private static String filters(UserQuery query) {
        var filters = new StringBuilder();
        if (query.disabled() != null) {
            filters.append(query.disabled() ? " and u.disabled_at is not null" : " and u.disabled_at is null");
        }
        if (query.username() != null) {
            filters.append(" and u.username_key = :username");
        }
        if (query.group() != null) {
            filters.append(IN_GROUP);
        }
        if (query.role() != null) {
            filters.append(WITH_ROLE);
        }
        return filters.toString();
    }
}
