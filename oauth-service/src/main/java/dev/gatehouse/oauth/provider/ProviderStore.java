package dev.gatehouse.oauth.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.Sealing;
import dev.gatehouse.oauth.provider.UpstreamProvider.Credentials;
import dev.gatehouse.oauth.provider.UpstreamProvider.SignOut;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Upstream providers in PostgreSQL, their secrets sealed. They are read anew for each sign-in, so a change is in force at
 * every replica at once. Every method blocks and is its own transaction.
 */
@ApplicationScoped
@Transactional
public class ProviderStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COLUMNS = """
        name, version, kind, display_name, issuer, client_id, client_secret, team_id, key_id, scope, prompt, mapping,
        honours_logout, signs_out_there, end_session_endpoint, created_at, updated_at\
        """;

    private static final String VALUES = """
        values (:name, :version, :kind, :display_name, :issuer, :client_id, :client_secret, cast(:team_id as text),
            cast(:key_id as text), :scope, cast(:prompt as text), cast(:mapping as text), :honours_logout, :signs_out_there,
            cast(:end_session_endpoint as text), :created_at, :updated_at)
        on conflict do nothing\
        """;

    private final EntityManager entities;
    private final Sealing sealing;

    ProviderStore(EntityManager entities, ConnectConfig config) {
        this.entities = entities;
        sealing = new Sealing(config.encryptionKey());
    }

    /**
     * False where the primary key says that the name is taken, or it was that of another issuer: users who came by that one
     * would be signed in by whoever this one calls the same.
     */
    public boolean insert(UpstreamProvider provider) {
        boolean another = entities.createNativeQuery(
                                "select 1 from oauth.provider_issuers where name = ?1 and issuer <> ?2", Integer.class)
                        .setParameter(1, provider.name())
                        .setParameter(2, provider.issuer())
                        .getResultList()
                        .size()
                > 0;
        boolean inserted = !another && inserted(provider);
        if (inserted) {
            remember(provider.name());
        }
        return inserted;
    }

    private boolean inserted(UpstreamProvider provider) {
        Query insert = entities.createNativeQuery("insert into oauth.upstream_providers (" + COLUMNS + ") " + VALUES)
                .setParameter("kind", provider.preset().value())
                .setParameter("issuer", provider.issuer())
                .setParameter("created_at", provider.createdAt());
        return with(insert, provider).executeUpdate() > 0;
    }

    private void remember(String name) {
        entities.createNativeQuery("""
            insert into oauth.provider_issuers (name, issuer)
            select name, issuer from oauth.upstream_providers where name = ?1 on conflict do nothing
            """).setParameter(1, name).executeUpdate();
    }

    /** In place of {@code before}; false where that is not what there is any more. */
    boolean replace(UpstreamProvider provider, UUID before) {
        Query update = entities.createNativeQuery("""
            update oauth.upstream_providers set version = :version, display_name = :display_name, client_id = :client_id,
            client_secret = :client_secret, team_id = cast(:team_id as text), key_id = cast(:key_id as text), scope = :scope,
            prompt = cast(:prompt as text), mapping = cast(:mapping as text), honours_logout = :honours_logout, signs_out_there = :signs_out_there,
            end_session_endpoint = cast(:end_session_endpoint as text), updated_at = :updated_at
            where name = :name and version = :before
            """);
        return with(update, provider).setParameter("before", before).executeUpdate() > 0;
    }

    private Query with(Query query, UpstreamProvider provider) {
        Credentials credentials = provider.credentials();
        byte[] secret = credentials.clientSecret().getBytes(StandardCharsets.UTF_8);
        return query.setParameter("name", provider.name())
                .setParameter("version", provider.version())
                .setParameter("display_name", provider.displayName())
                .setParameter("client_id", credentials.clientId())
                .setParameter("client_secret", sealing.seal(secret, context(provider.name())))
                .setParameter("team_id", credentials.teamId())
                .setParameter("key_id", credentials.keyId())
                .setParameter("scope", provider.scope().toString())
                .setParameter("prompt", provider.prompt())
                .setParameter("mapping", written(provider.mapping()))
                .setParameter("honours_logout", provider.signOut().honoured())
                .setParameter("signs_out_there", provider.signOut().offered())
                .setParameter("end_session_endpoint", provider.signOut().endpoint())
                .setParameter("updated_at", provider.updatedAt());
    }

    public Optional<UpstreamProvider> provider(String name) {
        if (!ProviderRules.plausibleName(name)) {
            return Optional.empty();
        }
        List<?> rows = entities.createNativeQuery(
                        "select " + COLUMNS + " from oauth.upstream_providers where name = ?1", Object[].class)
                .setParameter(1, name)
                .getResultList();
        return rows.stream().findFirst().map(r -> read((Object[]) r));
    }

    public List<UpstreamProvider> all() {
        List<?> rows = entities.createNativeQuery(
                        "select " + COLUMNS + " from oauth.upstream_providers order by display_name, name",
                        Object[].class)
                .getResultList();
        return rows.stream().map(r -> read((Object[]) r)).toList();
    }

    boolean remove(String name) {
        // One that a replica of the version before has registered is not remembered yet.
        remember(name);
        return entities.createNativeQuery("delete from oauth.upstream_providers where name = ?1")
                        .setParameter(1, name)
                        .executeUpdate()
                > 0;
    }

    private UpstreamProvider read(Object[] row) {
        String name = (String) row[0];
        String secret = new String(sealing.open((byte[]) row[6], context(name)), StandardCharsets.UTF_8);
        return new UpstreamProvider(
                name,
                (UUID) row[1],
                // One that a later version knows is read as any other.
                Preset.of((String) row[2]).orElse(Preset.OPENID),
                (String) row[3],
                (String) row[4],
                new Credentials((String) row[5], secret, (String) row[7], (String) row[8]),
                Scope.parse((String) row[9]),
                (String) row[10],
                mapping((String) row[11]),
                new SignOut(Boolean.TRUE.equals(row[12]), Boolean.TRUE.equals(row[13]), (String) row[14]),
                (Instant) row[15],
                (Instant) row[16]);
    }

    private static @Nullable String written(ClaimMapping mapping) {
        try {
            return mapping.equals(ClaimMapping.NONE) ? null : JSON.writeValueAsString(mapping.sources());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a mapping cannot be written", e);
        }
    }

    private static ClaimMapping mapping(@Nullable String text) {
        try {
            return text == null
                    ? ClaimMapping.NONE
                    : new ClaimMapping(JSON.readValue(text, new TypeReference<Map<String, @Nullable String>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept mapping cannot be read", e);
        }
    }

    private static String context(String name) {
        return "oauth.upstream_providers.client_secret/" + name;
    }
}
