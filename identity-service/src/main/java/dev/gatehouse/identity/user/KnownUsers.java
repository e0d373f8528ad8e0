package dev.gatehouse.identity.user;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.identity.membership.MembershipStore;
import dev.gatehouse.identity.membership.Memberships;
import dev.gatehouse.identity.profile.PostalAddress;
import dev.gatehouse.identity.profile.StandardClaims;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that other services are told of users, read in one statement, in no transaction and past Hibernate: each refresh and
 * each look at userinfo asks. Blocks.
 */
@Singleton
public class KnownUsers {
    /** By name, and without the hash of the password: nobody is told of it. */
    private static final String FIND = """
            select users.id, username, email, email_verified, name, given_name, family_name, middle_name, nickname, profile,
                picture, website, gender, birthdate, zoneinfo, locale, phone_number, formatted, street_address, locality,
                region, postal_code, country, admin, disabled_at, created_at, updated_at, version,
            """ + MembershipStore.COLUMNS + " from identity.users where users.id = ?";

    private final Database database;

    KnownUsers(Database database) {
        this.database = database;
    }

    /** A user, whose password is left out, and what they are a member of. */
    public record Known(Account account, Memberships memberships) {}

    /** Empty where there is no such user. */
    public Optional<Known> find(UUID id) {
        return database.first(row -> new Known(account(row), MembershipStore.read(row)), FIND, id);
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getObject("id", UUID.class),
                row.getString("username"),
                row.getString("email"),
                row.getBoolean("email_verified"),
                claims(row),
                null,
                row.getBoolean("admin"),
                Database.instantOrNull(row, "disabled_at"),
                Database.instant(row, "created_at"),
                Database.instant(row, "updated_at"),
                row.getLong("version"));
    }

    private static StandardClaims claims(ResultSet row) throws SQLException {
        return new StandardClaims(
                row.getString("name"),
                row.getString("given_name"),
                row.getString("family_name"),
                row.getString("middle_name"),
                row.getString("nickname"),
                row.getString("profile"),
                row.getString("picture"),
                row.getString("website"),
                row.getString("gender"),
                row.getString("birthdate"),
                row.getString("zoneinfo"),
                row.getString("locale"),
                row.getString("phone_number"),
                address(row));
    }

    private static @Nullable PostalAddress address(ResultSet row) throws SQLException {
        var address = new PostalAddress(
                row.getString("formatted"),
                row.getString("street_address"),
                row.getString("locality"),
                row.getString("region"),
                row.getString("postal_code"),
                row.getString("country"));
        return address.equals(PostalAddress.NONE) ? null : address;
    }
}
