package dev.gatehouse.token.revocation;

import dev.gatehouse.common.database.Database;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Since when what users have counts who were signed out everywhere. Blocks. */
@Singleton
public class UserEpochs {
    /** What ended by another's clock. */
    private static final Duration MARGIN = Duration.ofDays(1);

    private final Database database;
    private final RevocationConfig config;

    UserEpochs(Database database, RevocationConfig config) {
        this.database = database;
        this.config = config;
    }

    /**
     * Forgets those of so long ago that no session, and no token, is left of before; so many at most, and none of whose
     * time there still is a grant or a key.
     *
     * @return whether there are more
     */
    public boolean forget(int most) {
        return database.update("""
                delete from token.user_epochs where subject in (
                    select subject from token.user_epochs epoch where since < now() - make_interval(secs => ?)
                        and not exists (select 1 from token.grants where grants.subject = epoch.subject
                            and revoked_at is null and least(grants.created_at, grants.signed_in_at) <= epoch.since)
                        and not exists (select 1 from token.api_keys
                            where cast(api_keys.subject as text) = epoch.subject and api_keys.created_at <= epoch.since)
                    order by since limit ? for update skip locked)
                """, (double) config.userRetention().plus(MARGIN).toSeconds(), most) == most;
    }
}
