package dev.gatehouse.oauth.client;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Clients in PostgreSQL. Every method blocks and is its own transaction. */
@ApplicationScoped
@Transactional
public class ClientStore implements PanacheRepositoryBase<ClientEntity, String> {
    public Optional<RegisteredClient> client(String clientId) {
        return ClientIds.plausible(clientId) ? findByIdOptional(clientId).map(ClientEntity::client) : Optional.empty();
    }

    /** Those of {@code ids} that there are, by one query. */
    public Map<String, RegisteredClient> clients(Collection<String> ids) {
        List<String> plausible = ids.stream().filter(ClientIds::plausible).toList();
        return plausible.isEmpty()
                ? Map.of()
                : find("select c from ClientEntity c left join fetch c.secrets where c.clientId in ?1", plausible)
                        .stream()
                        .map(ClientEntity::client)
                        .collect(Collectors.toUnmodifiableMap(RegisteredClient::clientId, client -> client));
    }

    /** Clients in the order of their ids, those after {@code after}. */
    public List<RegisteredClient> page(String after, int limit) {
        return find("clientId > ?1 order by clientId", after).page(0, limit).stream()
                .map(ClientEntity::client)
                .toList();
    }

    /** @throws IllegalArgumentException where no client can have its id */
    void insert(RegisteredClient client) {
        if (!ClientIds.plausible(client.clientId())) {
            throw new IllegalArgumentException("no client can have that id");
        }
        persist(ClientEntity.of(client));
    }

    /** What came of a change. */
    enum Replacement {
        DONE,
        /** Another change came first. */
        OUTDATED,
        GONE
    }

    /** In place of the version before that of {@code client}, and of no other. */
    Replacement replace(RegisteredClient client) {
        ClientEntity row = findById(client.clientId(), LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            return Replacement.GONE;
        }
        if (row.version != client.version() - 1) {
            return Replacement.OUTDATED;
        }
        row.take(client);
        return Replacement.DONE;
    }

    boolean remove(String clientId) {
        return ClientIds.plausible(clientId) && deleteById(clientId);
    }
}
