package dev.gatehouse.identity.home;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the pages of passkeys, the password and factors say in English; {@code messages/security_de.properties} has the German. */
@MessageBundle(value = "security", locale = "en")
public interface SecurityTexts {
    @Message("You were on your way to something that needs one more way to sign in. Once you have set one up:")
    String onwardText();

    @Message("Go on")
    String onward();

    @Message("What you sign in with.")
    String securityLead();

    @Message("Passkeys")
    String passkeys();

    @Message("You have no passkey yet.")
    String noPasskeys();

    @Message("On several devices")
    String synced();

    @Message("Added on")
    String addedOn();

    @Message("last used on")
    String usedOn();

    @Message("not used yet")
    String notUsed();

    @Message("New name")
    String newName();

    @Message("Please give the passkey a name of up to 64 characters.")
    String passkeyNameWrong();

    @Message("You could not sign in any more: first set up another way in, such as a password.")
    String lastWayIn();

    @Message("Name")
    String passkeyName();

    @Message("So that you know it again among others.")
    String passkeyNameHint();

    @Message("Create the passkey")
    String passkeyButton();

    @Message("This browser makes no passkeys, or it runs no scripts. Please try another browser, or another device.")
    String passkeyImpossible();

    @Message("This device has a passkey for your account already.")
    String passkeyTaken();

    @Message("You have as many passkeys as you can; please remove one first.")
    String passkeyFull();

    @Message("The passkey could not be added. Please try again.")
    String passkeyFailed();

    @Message("Password")
    String password();

    @Message("Change it if somebody else might know it.")
    String passwordHeld();

    @Message("You have none. A mail lets you set one.")
    String passwordNone();

    @Message("Set a password")
    String passwordByMail();

    @Message("Change your password")
    String passwordTitle();

    @Message("Change the password")
    String passwordButton();

    @Message("You are signed out on all devices, on this one too, and sign in with the new password.")
    String passwordText();

    @Message("Current password")
    String passwordNow();

    @Message("New password")
    String passwordNew();

    @Message("That is not your current password.")
    String passwordWrong();

    @Message("Second factor")
    String factors();

    @Message("With a second factor nobody signs in with your password alone.")
    String factorsText();

    @Message("Authenticator app")
    String app();

    @Message("An app on your phone shows a new code each time.")
    String appText();

    @Message("Codes by e-mail")
    String mailCodes();

    @Message("We mail you a code each time.")
    String mailCodesText();

    @Message("For this, first confirm your e-mail address.")
    String noConfirmedAddress();

    @Message("Passkey after the password")
    String demand();

    @Message("Whoever signs in with the password needs one of your passkeys, too.")
    String demandText();

    @Message("An app on your phone shows codes that you type after your password.")
    String appLead();

    @Message("Install an authenticator app on your phone, if you have none.")
    String appStep1();

    @Message("Scan this image with it.")
    String appStep2();

    @Message("Type the code that it shows now.")
    String appStep3();

    @Message("QR code for the authenticator app")
    String qrAlt();

    @Message("Cannot scan it?")
    String cannotScan();

    @Message("Type this key into the app:")
    String typeSecret();

    @Message("Open the app on this device")
    String openApp();

    @Message("Code")
    String appCode();

    @Message("Code")
    String code();

    @Message("Code from the mail")
    String mailedCode();

    @Message("From your authenticator app; or one of your recovery codes.")
    String appOrRecoveryCode();

    @Message("From the mail; or one of your recovery codes.")
    String mailedOrRecoveryCode();

    @Message("One of your recovery codes.")
    String recoveryCode();

    @Message("This code is wrong, or was used already.")
    String codeWrong();

    @Message("Turn off the authenticator app")
    String appOffTitle();

    @Message("From then on its codes are not asked for any more.")
    String appOffText();

    @Message("Codes by e-mail")
    String mailOnTitle();

    @Message("Type the code that we sent you: from then on there is one at each sign-in with your password.")
    String mailOnText();

    @Message("Turn off codes by e-mail")
    String mailOffTitle();

    @Message("From then on no codes are mailed any more.")
    String mailOffText();

    @Message("No mail came?")
    String noCodeCame();

    @Message("Send another")
    String sendAnother();

    @Message("You have no code yet?")
    String noCodeYet();

    @Message("Send a mail with one")
    String mailCode();

    @Message("Recovery codes")
    String codesTitle();

    @Message("Each of them lets you in once where your second factor is out of reach: a lost phone, say.")
    String codesText();

    @Message("{left} left")
    String codesLeft(int left);

    @Message("Make new codes")
    String makeCodes();

    @Message("Ten new ones take the place of those that you have.")
    String codesRenewText();

    @Message("Done. These are your recovery codes.")
    String codesMade();

    @Message("They are shown this once. Write them down, or print this page, and keep them in a safe place.")
    String codesOnce();

    @Message("I have kept them")
    String codesKept();

    @Message("Linked accounts")
    String links();

    @Message("An account elsewhere signs you in here, too, once it is linked.")
    String linksText();

    @Message("Link")
    String link();

    @Message("Unlink")
    String unlink();
}
