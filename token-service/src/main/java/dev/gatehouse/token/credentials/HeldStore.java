package dev.gatehouse.token.credentials;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.common.peer.TokenService.HeldGrant;
import dev.gatehouse.common.peer.TokenService.HeldKey;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.apikey.ApiKeyStore;
import dev.gatehouse.token.grant.GrantStore;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Reads from PostgreSQL what of a user still gives tokens, or is one. Blocks. */
@Singleton
class HeldStore {
    private final Database database;

    HeldStore(Database database) {
        this.database = database;
    }

    /** Open grants, the one that was refreshed last first. */
    List<HeldGrant> grants(UUID user, int most) {
        return database.list(HeldStore::grant, """
                select id, client_id, scope, created_at, expires_at,
                    case when generation > 0 then rotated_at end as refreshed_at
                from token.grants where subject = ? and revoked_at is null and expires_at > now() and not %s
                order by rotated_at desc, id limit ?
                """.formatted(GrantStore.ENDED), user.toString(), most);
    }

    /** API keys that open something, the oldest first. */
    List<HeldKey> keys(UUID user, int most) {
        return database.list(HeldStore::key, """
                select id, name, scope, created_at, expires_at
                from token.api_keys where subject = ? and (expires_at is null or expires_at > now()) and %s
                order by created_at, id limit ?
                """.formatted(ApiKeyStore.COUNTS), user, most);
    }

    private static HeldGrant grant(ResultSet row) throws SQLException {
        return new HeldGrant(
                row.getObject("id", UUID.class),
                row.getString("client_id"),
                Scope.parse(row.getString("scope")),
                Database.instant(row, "created_at"),
                Database.instantOrNull(row, "refreshed_at"),
                Database.instant(row, "expires_at"));
    }

    private static HeldKey key(ResultSet row) throws SQLException {
        return new HeldKey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Scope.parse(row.getString("scope")),
                Database.instant(row, "created_at"),
                Database.instantOrNull(row, "expires_at"));
    }
}
