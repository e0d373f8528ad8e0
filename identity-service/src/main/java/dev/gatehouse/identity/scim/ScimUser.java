package dev.gatehouse.identity.scim;

import dev.gatehouse.identity.naming.UsualAddress;
import dev.gatehouse.identity.profile.StandardClaims;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A user as a provisioning client wants them to be.
 *
 * @param userName a username, or any other name, such as an e-mail address
 * @param password null where it stays
 */
record ScimUser(
        @NotBlank @Size(max = 254) String userName,
        @Nullable @Size(max = 254) String externalId,
        @Nullable @Email @UsualAddress @Size(max = 254) String email,
        @Valid StandardClaims claims,
        boolean active,
        @Nullable @Size(max = 256) String password) {
    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "ScimUser[" + userName + "]";
    }
}
