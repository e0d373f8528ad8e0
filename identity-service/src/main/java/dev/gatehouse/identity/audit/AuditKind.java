package dev.gatehouse.identity.audit;

/** What can happen to a user. */
public enum AuditKind {
    registered,
    imported,
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
    recovery_code_used
}
