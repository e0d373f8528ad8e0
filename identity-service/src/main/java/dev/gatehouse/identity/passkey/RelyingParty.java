package dev.gatehouse.identity.passkey;

import java.net.URI;

/**
 * Whom passkeys are for (WebAuthn, section 4).
 *
 * @param id the host of the issuer; an authenticator uses a passkey for no other
 * @param origin the only origin whose pages may ask for one
 */
record RelyingParty(String id, String origin) {
    /** @throws IllegalArgumentException where the issuer has no host */
    static RelyingParty of(String issuer) {
        URI uri = URI.create(issuer);
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("the issuer has no host: " + issuer);
        }
        return new RelyingParty(uri.getHost(), uri.getScheme() + "://" + uri.getRawAuthority());
    }
}
