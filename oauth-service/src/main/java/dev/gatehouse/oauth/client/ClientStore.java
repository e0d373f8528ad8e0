package dev.gatehouse.oauth.client;

import dev.gatehouse.common.peer.TokenService;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Clients in PostgreSQL. Every method blocks and is its own transaction. */
@ApplicationScoped
@Transactional
public class ClientStore implements PanacheRepositoryBase<ClientEntity, String> {
    /** What a client id can look like; anything else is not looked up. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Never of what first-party tokens have in place of a client. */
    static boolean plausible(String clientId) {
        return ID.matcher(clientId).matches() && !clientId.equals(TokenService.FIRST_PARTY);
    }

    public Optional<RegisteredClient> client(String clientId) {
        return plausible(clientId) ? findByIdOptional(clientId).map(ClientEntity::client) : Optional.empty();
    }

    /** Clients in the order of their ids, those after {@code after}. */
    public List<RegisteredClient> page(String after, int limit) {
        return find("clientId > ?1 order by clientId", after).page(0, limit).stream()
                .map(ClientEntity::client)
                .toList();
    }

    /** @throws IllegalArgumentException where no client can have its id */
    void insert(RegisteredClient client) {
        if (!plausible(client.clientId())) {
            throw new IllegalArgumentException("no client can have that id");
        }
        persist(ClientEntity.of(client));
    }

    /** False where it is gone meanwhile. */
    boolean replace(RegisteredClient client) {
        Optional<ClientEntity> row = findByIdOptional(client.clientId());
        row.ifPresent(r -> r.take(client));
        return row.isPresent();
    }

    boolean remove(String clientId) {
        return plausible(clientId) && deleteById(clientId);
    }
}
