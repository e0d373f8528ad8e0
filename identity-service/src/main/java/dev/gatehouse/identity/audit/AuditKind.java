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
    group_made,
    group_changed,
    group_removed,
    group_joined,
    group_left,
    role_made,
    role_changed,
    role_removed,
    role_given,
    role_taken,
    provisioned,
    reprovisioned,
    signed_out_everywhere,
    password_reset_forced,
    admin_made,
    admin_unmade
}
