package dev.gatehouse.identity.profile;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The claim {@code address} (OpenID Connect Core, section 5.1.1). */
@Embeddable
@RegisterForReflection
public record PostalAddress(
        @Nullable @Size(max = 500) String formatted,

        @Column(name = "street_address") @Nullable @Size(max = 300)
        String streetAddress,

        @Nullable @Size(max = 100) String locality,
        @Nullable @Size(max = 100) String region,

        @Column(name = "postal_code") @Nullable @Size(max = 40)
        String postalCode,

        @Nullable @Size(max = 100) String country) {
    /** Of one who says nothing. */
    public static final PostalAddress NONE = new PostalAddress(null, null, null, null, null, null);
}
