package dev.gatehouse.identity.audit;

/** What can happen to a user, or to a service account. */
public enum AuditKind {
    registered,
    /** By a first sign-in at a provider, which the user is linked to from then on. */
    registered_upstream,
    imported,
    signed_in,
    sign_in_refused,
    /** Of someone who has signed in: a wrong password or code for a change that asks for one. */
    proof_refused,
    profile_changed,
    disabled,
    enabled,
    exported,
    /** By an administrator: all that lets somebody in as the user. */
    credentials_viewed,
    /** By an administrator: what happened to the user. */
    activity_viewed,
    deleted,
    federated_identity_linked,
    federated_identity_unlinked,
    factor_added,
    factor_removed,
    /** With a factor. */
    recovery_codes_made,
    /** By themselves, in place of those that there were. */
    recovery_codes_renewed,
    /** With the number of those that are left. */
    recovery_code_used,
    service_account_made,
    service_account_rotated,
    service_account_removed,
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
    /** By an administrator, with its id. */
    session_ended,
    /** All of them, by an administrator. */
    sessions_ended,
    password_reset_forced,
    admin_made,
    admin_unmade,
    email_verified,
    email_change_requested,
    email_changed,
    recovery_requested,
    password_changed,
    password_reset,
    passkey_added,
    passkey_removed,
    /** Its signature counter went back: there are two of it (WebAuthn, section 6.1.1). */
    passkey_cloned
}
