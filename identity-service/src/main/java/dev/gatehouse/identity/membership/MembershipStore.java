package dev.gatehouse.identity.membership;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/** Reads memberships in PostgreSQL. */
@ApplicationScoped
@Transactional
public class MembershipStore {
    private final EntityManager entities;

    MembershipStore(EntityManager entities) {
        this.entities = entities;
    }

    /** Of one user, in the order of the names; nothing where there is no such user. */
    public Memberships of(UUID user) {
        List<Object[]> rows = entities.unwrap(Session.class)
                .createNativeQuery("""
                        select g.kind, g.name, g.name_key from identity.group_members m
                            join identity.groups g on g.id = m.group_id
                            where m.user_id = :user
                        union
                        select r.kind, r.name, r.name_key from identity.group_members m
                            join identity.role_groups given on given.group_id = m.group_id
                            join identity.groups r on r.id = given.role_id
                            where m.user_id = :user
                        order by 3
                        """, Object[].class)
                .addScalar("kind", String.class)
                .addScalar("name", String.class)
                .setParameter("user", user)
                .getResultList();
        var groups = new ArrayList<String>();
        var roles = new ArrayList<String>();
        for (Object[] row : rows) {
            ("role".equals(row[0]) ? roles : groups).add((String) row[1]);
        }
        return new Memberships(List.copyOf(groups), List.copyOf(roles));
    }
}
