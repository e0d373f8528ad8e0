package dev.gatehouse.identity.password;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import org.hibernate.Session;

/** Which kinds of hashes there are. */
@ApplicationScoped
@Transactional
class ForeignHashStore {
    /** From each kind to the next one in the index: as many steps as there are kinds, a hundred at most. */
    static final String SAMPLES = """
            with recursive kinds (kind, sample) as (
                (select identity.hash_kind(password_hash), password_hash from identity.users
                    where password_hash is not null order by identity.hash_kind(password_hash) limit 1)
                union all
                select next.kind, next.sample from kinds cross join lateral (
                    select identity.hash_kind(u.password_hash) as kind, u.password_hash as sample from identity.users u
                    where u.password_hash is not null and identity.hash_kind(u.password_hash) > kinds.kind
                    order by identity.hash_kind(u.password_hash) limit 1) next
            ) select sample from kinds limit 100
            """;

    private final EntityManager entities;

    ForeignHashStore(EntityManager entities) {
        this.entities = entities;
    }

    /** One hash of each kind and cost that anyone has. */
    List<String> samples() {
        return entities.unwrap(Session.class)
                .createNativeQuery(SAMPLES, String.class)
                .list();
    }
}
