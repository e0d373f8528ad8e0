package dev.gatehouse.identity.mail;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What letters say in English; {@code messages/letter_de.properties} has the German. */
@MessageBundle(value = "letter", locale = "en")
interface LetterTexts {
    @Message("Hello {username},")
    String greeting(String username);

    @Message("Confirm your e-mail address")
    String confirmAddressSubject();

    @Message("please confirm that this e-mail address is yours by opening this page:")
    String confirmAddress();

    @Message("If you have not registered here, you need not do anything.")
    String confirmAddressNote();

    @Message("Confirm your new e-mail address")
    String confirmNewAddressSubject();

    @Message("please confirm that this is your new e-mail address by opening this page. Until then the old one stays:")
    String confirmNewAddress();

    @Message("If you have not asked for this, you need not do anything.")
    String confirmNewAddressNote();

    @Message("Your e-mail address is to be changed")
    String changingAddressSubject();

    @Message("somebody who is signed in as you has asked for another e-mail address for your account. Once that address"
            + " is confirmed, we will no longer write to this one.")
    String changingAddress();

    @Message("If this was not you, set a new password at once, which also calls off the change:")
    String changingAddressNote();

    @Message("Set a new password")
    String resetPasswordSubject();

    @Message("somebody, probably you, has asked for a new password for your account. You can set it on this page:")
    String resetPassword();

    @Message("The page can be used once, within {minutes} minutes. If you have not asked for this, you need not do"
            + " anything: your password stays as it is.")
    String resetPasswordNote(long minutes);

    @Message("Your code for signing in")
    String signInSubject();

    @Message("this is the code that you asked for, to sign in with:\n\n{code}\n\n"
            + "Or open this page, in the browser in which you asked:")
    String signIn(String code);

    @Message(
            "Either can be used once, within {minutes} minutes, in that browser alone. Give the code to nobody: whoever"
                    + " asks you for it wants to sign in as you. If you have not asked for this, you need not do anything.")
    String signInNote(long minutes);

    @Message(
            "somebody, probably you, has asked to sign in to your account by e-mail. Codes by e-mail are your second factor,"
                    + " so they cannot be the first: please sign in with your password.")
    String signInByPassword();

    @Message("Please sign in with your password")
    String signInByPasswordSubject();

    @Message("Your second factor")
    String factorCodeSubject();

    @Message("this is the code that was asked for, besides your password:\n\n{code}")
    String factorCode(String code);

    @Message(
            "It can be used once, within {minutes} minutes. Give it to nobody. If you are not signing in now, or changing"
                    + " your second factor, somebody else knows your password: set a new one at once:")
    String factorCodeNote(long minutes);

    @Message("Your password was changed")
    String passwordChangedSubject();

    @Message("the password of your account was changed, and all sessions were signed out.")
    String passwordChanged();

    @Message("If this was not you, set a new password at once:")
    String passwordChangedNote();

    @Message("A passkey was added to your account")
    String passkeyAdded();

    @Message("A passkey was removed from your account")
    String passkeyRemoved();

    @Message("A second factor was added to your account")
    String factorAdded();

    @Message("A second factor was removed from your account")
    String factorRemoved();

    @Message("New recovery codes were made for your account")
    String recoveryCodesRenewed();

    @Message("A recovery code of your account was used")
    String recoveryCodeUsedSubject();

    @Message("one of your recovery codes was used in place of your second factor.\n\n"
            + "Recovery codes left: {left}\nTime: {time}\nNetwork address: {address}")
    String recoveryCodeUsed(String left, String time, String address);

    @Message(
            "If this was you, you need not do anything, as long as there are codes left; you can have new ones made. If not,"
                    + " set a new password at once, and have new recovery codes made:")
    String recoveryCodeUsedNote();

    @Message("A sign-in provider was linked to your account")
    String providerLinked();

    @Message("A sign-in provider was unlinked from your account")
    String providerUnlinked();

    @Message("the ways of signing in to your account were changed:\n\n{what}\n\n"
            + "Time: {time}\nNetwork address: {address}")
    String accountChanged(String what, String time, String address);

    @Message("If this was you, you need not do anything. If not, look through your passkeys, second factors and linked"
            + " providers, and set a new password at once:")
    String accountChangedNote();

    @Message("Your e-mail address was changed")
    String addressChangedSubject();

    @Message("your account has another e-mail address now. We no longer write to this one.")
    String addressChanged();

    @Message("If this was not you, sign in and set a new password at once, or turn to whoever runs this site.")
    String addressChangedNote();

    @Message("A new sign-in to your account")
    String newDeviceSubject();

    @Message("somebody has signed in to your account from where you have not done so before:\n\n"
            + "Time: {time}\nProgram: {program}\nNetwork address: {address}")
    String newDevice(String time, String program, String address);

    @Message("If this was you, you need not do anything. If not, set a new password at once:")
    String newDeviceNote();

    @Message("unknown")
    String unknown();
}
