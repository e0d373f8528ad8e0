package dev.gatehouse.identity.audit;

/** What can happen to a user, or to a service account. */
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
    federated_identity_unlinked,
    factor_added,
    factor_removed,
    recovery_codes_made,
    recovery_code_used,
    service_account_made,
    service_account_rotated,
    service_account_removed
}
