package dev.gatehouse.identity.home;

import dev.gatehouse.identity.audit.AuditKind;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the account's history says in English; {@code messages/history_de.properties} has the German. */
@MessageBundle(value = "history", locale = "en")
public interface HistoryTexts {
    @Message("What happened to your account, the latest first.")
    String historyLead();

    @Message("Nothing yet.")
    String nothingHappened();

    @Message("What")
    String what();

    @Message("When")
    String when();

    @Message("Where")
    String where();

    @Message("Times are those of {zone}.")
    String timesIn(String zone);

    @Message("Change the time zone")
    String changeZone();

    @Message("Pages")
    String pages();

    @Message("Latest")
    String latest();

    @Message("Older")
    String older();

    @Message("Was something not you?")
    String notYou();

    @Message("Then change your password, which signs out all devices.")
    String notYouText();

    @Message("Look at the devices")
    String lookAtDevices();

    @Message("by an administrator or an application")
    String byAnother();

    @Message("""
            {#when way}
            {#is passkey}with a passkey
            {#is provider}with {provider}
            {#is password}with the password
            {#is password_and_more}with the password and a second factor
            {#is mail}with a mail
            {#else}
            {/when}""")
    String signedInBy(HistoryResource.Way way, String provider);

    @Message("""
            {#when kind}
            {#is registered}The account was made
            {#is registered_upstream}The account was made at a first sign-in with a provider
            {#is imported}The account was taken over from elsewhere
            {#is signed_in}Signed in
            {#is sign_in_refused}A sign-in failed
            {#is proof_refused}A wrong password or code for a change
            {#is profile_changed}The profile was changed
            {#is disabled}The account was locked
            {#is enabled}The account was unlocked
            {#is exported}The data was exported
            {#is credentials_viewed}It was looked at what you sign in with
            {#is activity_viewed}This history was looked at
            {#is deleted}The account was deleted
            {#is federated_identity_linked}An account at a provider was linked
            {#is federated_identity_unlinked}An account at a provider was unlinked
            {#is factor_added}A second factor was turned on
            {#is factor_removed}A second factor was turned off
            {#is recovery_codes_made}Recovery codes were made
            {#is recovery_codes_renewed}New recovery codes were made
            {#is recovery_code_used}A recovery code was used
            {#is group_joined}You became a member of a group
            {#is group_left}You left a group
            {#is role_given}You were given a role
            {#is role_taken}A role was taken from you
            {#is provisioned}The account was made by your organisation
            {#is reprovisioned}The account was changed by your organisation
            {#is signed_out_everywhere}All devices were signed out
            {#is session_ended}An administrator signed a device out
            {#is sessions_ended}An administrator signed all devices out
            {#is password_reset_forced}The password was taken away
            {#is admin_made}You were made an administrator
            {#is admin_unmade}You are an administrator no more
            {#is email_verified}The e-mail address was confirmed
            {#is email_change_requested}Another e-mail address was asked for
            {#is email_changed}The e-mail address was changed
            {#is recovery_requested}A mail to set a new password was asked for
            {#is password_changed}The password was changed
            {#is password_reset}A new password was set by mail
            {#is passkey_added}A passkey was added
            {#is passkey_removed}A passkey was removed
            {#is passkey_cloned}A copied passkey was refused
            {#else}Something was changed
            {/when}""")
    String happened(AuditKind kind);
}
