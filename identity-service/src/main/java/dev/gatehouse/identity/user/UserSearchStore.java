package dev.gatehouse.identity.user;

import dev.gatehouse.identity.user.UserQuery.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/**
 * Finds users by the beginnings of their names. Each name has an index, in the order of bytes; a page is the first few
 * entries of each from the cursor on, merged. So a page takes as long with a million users as with a few. A user whom
 * several names match is shown at the first of them; the entries of the others are read and passed over, and of those,
 * too, there are only so many on a page: it can be shorter than was asked for.
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

    /** Of a prefix search, a page reads so many entries for each user that it may have. */
    private static final int ENTRIES = 4;

    /** @param next where the next page begins, null on the last */
    record Found(List<Cursor> users, @Nullable Cursor next) {}

    private record Entry(Cursor at, boolean first) {}

    /** In the order of the terms by which they are found, and of their ids; those after {@code after}, at most {@code limit}. */
    Found find(UserQuery query, Cursor after, int limit) {
        int most = query.prefix() == null ? limit + 1 : ENTRIES * limit + 1;
        List<Entry> entries = entries(query, after, most);
        var shown = new ArrayList<Cursor>();
        for (Entry entry : entries) {
            // Two names that are the same give two entries, one after the other.
            boolean again = !shown.isEmpty() && shown.getLast().equals(entry.at());
            if (entry.first() && !again) {
                if (shown.size() == limit) {
                    return new Found(shown, shown.getLast());
                }
                shown.add(entry.at());
            }
        }
        return new Found(shown, entries.size() == most ? entries.getLast().at() : null);
    }

    private List<Entry> entries(UserQuery query, Cursor after, int limit) {
        String sql = query.prefix() == null ? byId(query) : byPrefix(query);
        NativeQuery<Object[]> search = entities.unwrap(Session.class)
                .createNativeQuery(sql, Object[].class)
                .addScalar("term", String.class)
                .addScalar("id", UUID.class)
                .addScalar("first", Boolean.class)
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
                .map(row -> new Entry(new Cursor((String) row[0], (UUID) row[1]), (Boolean) row[2]))
                .toList();
    }

    private static String byId(UserQuery query) {
        return "select '' as term, u.id as id, true as first from identity.users u where u.id > :id" + filters(query)
                + " order by u.id limit :limit";
    }

    /** {@code first}: whether no other name of the user comes before that matches too. */
    private static String byPrefix(UserQuery query) {
        String least = KEYS.stream()
                .map(key -> "case when " + key + " between :from and :to then " + key + " end")
                .collect(Collectors.joining(", ", "least(", ")"));
        return KEYS.stream()
                .map(key -> "(select " + key + " as term, u.id as id, " + key + " = " + least
                        + " as first from identity.users u where " + key + " between :from and :to and (" + key
                        + ", u.id) > (:term, :id)" + filters(query) + " order by 1, 2 limit :limit)")
                .collect(Collectors.joining(" union all ", "", " order by 1, 2 limit :limit"));
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
