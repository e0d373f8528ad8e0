package dev.gatehouse.identity.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The standard claims that a user states about themselves (OpenID Connect Core, section 5.1); username and e-mail
 * address, by which they sign in, are not among them.
 *
 * @param name the full name, for display
 * @param birthdate YYYY-MM-DD, 0000-MM-DD without the year, or YYYY
 * @param zoneinfo such as Europe/Paris
 * @param locale language tag (BCP 47)
 * @param phoneNumber in E.164 form
 */
@Embeddable
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StandardClaims(
        @Nullable @Size(max = 200) String name,

        @Column(name = "given_name") @Nullable @Size(max = 100)
        String givenName,

        @Column(name = "family_name") @Nullable @Size(max = 100)
        String familyName,

        @Column(name = "middle_name") @Nullable @Size(max = 100)
        String middleName,

        @Nullable @Size(max = 100) String nickname,
        @Nullable @Size(max = 500) @Pattern(regexp = URL) String profile,
        @Nullable @Size(max = 500) @Pattern(regexp = URL) String picture,
        @Nullable @Size(max = 500) @Pattern(regexp = URL) String website,
        @Nullable @Size(max = 40) String gender,

        @Nullable @Pattern(regexp = "\\d{4}(-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01]))?")
        String birthdate,

        @Nullable @Size(max = 60) @Pattern(regexp = "[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}")
        String zoneinfo,

        @Nullable @Size(max = 35) @Pattern(regexp = "[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,6}")
        String locale,

        @Column(name = "phone_number") @Nullable @Pattern(regexp = "\\+[1-9]\\d{6,14}")
        String phoneNumber,

        @Embedded @Nullable @Valid PostalAddress address) {
    /** Of one who says nothing. */
    public static final StandardClaims NONE =
            new StandardClaims(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    // Patterns repeat groups a few times only: each takes stack, and they see a text before its length is judged.

    /** Never {@code javascript:} and its like: other applications show these as links. */
    private static final String URL = "https?://[^\\s\"<>]+";

    /** What {@code scope} lets be seen (section 5.4). */
    public StandardClaims seenWith(Scope scope) {
        StandardClaims seen = scope.has(Scope.PROFILE) ? this : NONE;
        return new StandardClaims(
                seen.name,
                seen.givenName,
                seen.familyName,
                seen.middleName,
                seen.nickname,
                seen.profile,
                seen.picture,
                seen.website,
                seen.gender,
                seen.birthdate,
                seen.zoneinfo,
                seen.locale,
                scope.has(Scope.PHONE) ? phoneNumber : null,
                scope.has(Scope.ADDRESS) ? address : null);
    }
}
