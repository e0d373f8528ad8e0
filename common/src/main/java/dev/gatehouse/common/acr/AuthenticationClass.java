package dev.gatehouse.common.acr;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Authentication context classes, the weakest first: whoever has signed in at one meets those before it. They follow from
 * the methods of the sign-in ({@code amr}, RFC 8176) and from nothing else, so nobody keeps them.
 */
public enum AuthenticationClass {
    /** One factor: a password, or what an upstream provider says. */
    SINGLE("urn:gatehouse:acr:single"),
    /** More than one factor. */
    MULTIPLE("urn:gatehouse:acr:mfa"),
    /**
     * More than one factor, one of them a key that gives nothing away to a false site (OpenID Connect Extended Authentication
     * Profile ACR Values 1.0, section 2).
     */
    PHISHING_RESISTANT("phr");

    /** Proof of possession of a key, in software or in hardware: a passkey. */
    private static final List<String> KEYS = List.of("hwk", "swk");

    private final String value;

    AuthenticationClass(String value) {
        this.value = value;
    }

    /** As in the claim {@code acr}. */
    public String value() {
        return value;
    }

    /** The class of a sign-in by these methods; empty where there was none. */
    public static Optional<AuthenticationClass> of(Collection<String> amr) {
        if (amr.isEmpty()) {
            return Optional.empty();
        }
        if (!amr.contains("mfa")) {
            return Optional.of(SINGLE);
        }
        return Optional.of(KEYS.stream().anyMatch(amr::contains) ? PHISHING_RESISTANT : MULTIPLE);
    }

    /** Empty where we have no class of that name. */
    public static Optional<AuthenticationClass> named(String value) {
        return Arrays.stream(values()).filter(each -> each.value.equals(value)).findFirst();
    }

    /** Whether it is as strong as {@code demanded}. */
    public boolean meets(AuthenticationClass demanded) {
        return compareTo(demanded) >= 0;
    }
}
