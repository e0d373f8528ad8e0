package dev.gatehouse.identity.scim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** Finds users and groups by filters. */
@ApplicationScoped
@Transactional
class ScimSearchStore {
    private final EntityManager entities;

    ScimSearchStore(EntityManager entities) {
        this.entities = entities;
    }

    /** @param total how many there are on all pages */
    record Found(long total, List<UUID> ids) {}

    /** In the order of their ids. @param start of the first one on the page, from 1 on */
    Found users(FilterSql.Condition condition, long start, int count) {
        return find("u", " from identity.users u where ", condition, start, count);
    }

    /** As {@link #users}. */
    Found groups(FilterSql.Condition condition, long start, int count) {
        return find("g", " from identity.groups g where g.kind = 'group' and ", condition, start, count);
    }

    private Found find(String row, String from, FilterSql.Condition condition, long start, int count) {
        Session session = entities.unwrap(Session.class);
        long total = with(session.createNativeQuery("select count(*)" + from + condition.sql(), Long.class), condition)
                .getSingleResult();
        if (count == 0 || start > total) {
            return new Found(total, List.of());
        }
        String page = "select " + row + ".id" + from + condition.sql() + " order by " + row
                + ".id offset :start limit :count";
        List<UUID> ids = with(session.createNativeQuery(page, UUID.class), condition)
                .setParameter("start", start - 1)
                .setParameter("count", count)
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
