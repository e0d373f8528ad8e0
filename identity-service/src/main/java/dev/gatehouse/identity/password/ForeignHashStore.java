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
    /** What all of one kind begin with: without salt and hash, which bcrypt does not keep apart. */
    private static final String SAMPLES = """
            select min(password_hash) from identity.users where password_hash is not null
            group by case when password_hash like '$2%' then left(password_hash, 7)
                else regexp_replace(password_hash, '\\$[^$]*\\$[^$]*$', '') end
            order by 1 limit 100
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
