package dev.gatehouse.identity.scim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** Finds users and groups by what is asked of a list. */
@ApplicationScoped
@Transactional
class ScimSearchStore {
    private final EntityManager entities;

    ScimSearchStore(EntityManager entities) {
        this.entities = entities;
    }

    /** @param total how many there are on all pages */
    record Found(long total, List<UUID> ids) {}

    /** Those of a page, in the order that is asked for, and else of their ids. */
    Found users(ScimQuery query) throws ScimRefusal {
        return find("u", " from identity.users u where ", query, Column.USERS);
    }

    /** As {@link #users}. */
    Found groups(ScimQuery query) throws ScimRefusal {
        return find("g", " from identity.groups g where g.kind = 'group' and ", query, Column.GROUPS);
    }

    private Found find(String row, String from, ScimQuery query, Map<String, Column> columns) throws ScimRefusal {
        FilterSql.Condition condition = query.condition(columns);
        String order = query.order(columns);
        Session session = entities.unwrap(Session.class);
        long total = with(session.createNativeQuery("select count(*)" + from + condition.sql(), Long.class), condition)
                .getSingleResult();
        if (query.count() == 0 || query.start() > total) {
            return new Found(total, List.of());
        }
        String page = "select " + row + ".id" + from + condition.sql() + " order by " + order + row
                + ".id offset :start limit :count";
        List<UUID> ids = with(session.createNativeQuery(page, UUID.class), condition)
                .setParameter("start", query.start() - 1)
                .setParameter("count", query.count())
                .getResultList();
        return new Found(total, ids);
    }

    private static <T> NativeQuery<T> with(NativeQuery<T> query, FilterSql.Condition condition) {
        for (int i = 0; i < condition.parameters().size(); i++) {
            query.setParameter("p" + i, condition.parameters().get(i));
        }
        return query;
    }
}
