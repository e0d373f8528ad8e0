package dev.gatehouse.identity.audit;

/** What can happen to a user. */
public enum AuditKind {
    registered,
    signed_in,
    sign_in_refused,
    profile_changed,
    disabled,
    enabled,
    exported,
    deleted,
    federated_identity_linked,
    factor_added,
    factor_removed,
    recovery_codes_made,
    recovery_code_used,
    passkey_added,
    passkey_removed,
    /** Its signature counter went back: there are two of it (WebAuthn, section 6.1.1). */
    passkey_cloned
}
