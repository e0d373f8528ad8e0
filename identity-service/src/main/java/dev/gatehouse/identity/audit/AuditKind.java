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
    email_verified,
    email_change_requested,
    email_changed,
    recovery_requested,
    password_changed,
    password_reset
}
