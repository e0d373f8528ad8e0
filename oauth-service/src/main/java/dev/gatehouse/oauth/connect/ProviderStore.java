package dev.gatehouse.oauth.connect;

import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.Sealing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Upstream providers in PostgreSQL, their secrets sealed. Every method blocks and is its own transaction. */
@ApplicationScoped
@Transactional
class ProviderStore {
    private static final String COLUMNS =
            "name, version, display_name, issuer, client_id, client_secret, scope, created_at";
    private final EntityManager entities;
    private final Sealing sealing;

    ProviderStore(EntityManager entities, ConnectConfig config) {
        this.entities = entities;
        sealing = new Sealing(config.encryptionKey());
    }

    /** False where the primary key says that the name is taken. */
    boolean insert(UpstreamProvider provider) {
        return entities.createNativeQuery("insert into oauth.upstream_providers (" + COLUMNS
                                + ") values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) on conflict do nothing")
                        .setParameter(1, provider.name())
                        .setParameter(2, provider.version())
                        .setParameter(3, provider.displayName())
                        .setParameter(4, provider.issuer())
                        .setParameter(5, provider.clientId())
                        .setParameter(
                                6,
                                sealing.seal(
                                        provider.clientSecret().getBytes(StandardCharsets.UTF_8),
                                        context(provider.name())))
                        .setParameter(7, provider.scope().toString())
                        .setParameter(8, provider.createdAt())
                        .executeUpdate()
                > 0;
    }

    Optional<UpstreamProvider> provider(String name) {
        List<?> rows = entities.createNativeQuery(
                        "select " + COLUMNS + " from oauth.upstream_providers where name = ?1", Object[].class)
                .setParameter(1, name)
                .getResultList();
        return rows.stream().findFirst().map(r -> read((Object[]) r));
    }

    List<UpstreamProvider> all() {
        List<?> rows = entities.createNativeQuery(
                        "select " + COLUMNS + " from oauth.upstream_providers order by display_name, name",
                        Object[].class)
                .getResultList();
        return rows.stream().map(r -> read((Object[]) r)).toList();
    }

    boolean remove(String name) {
        return entities.createNativeQuery("delete from oauth.upstream_providers where name = ?1")
                        .setParameter(1, name)
                        .executeUpdate()
                > 0;
    }

    private UpstreamProvider read(Object[] row) {
        String name = (String) row[0];
        return new UpstreamProvider(
                name,
                (UUID) row[1],
                (String) row[2],
                (String) row[3],
                (String) row[4],
                new String(sealing.open((byte[]) row[5], context(name)), StandardCharsets.UTF_8),
                Scope.parse((String) row[6]),
                (Instant) row[7]);
    }

    private static String context(String name) {
        return "oauth.upstream_providers.client_secret/" + name;
    }
}
