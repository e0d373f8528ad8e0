package dev.gatehouse.identity.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What pages say in English; {@code messages/page_de.properties} has the German. */
@MessageBundle(value = "page", locale = "en")
public interface PageTexts {
    @Message("The form was sent from another site. Please send it from here.")
    String foreign();

    @Message("Sign in")
    String signIn();

    @Message("There were too many tries; please wait a little.")
    String pause();

    @Message("Please try again in a moment.")
    String busy();

    @Message("Forgotten password")
    String recoveryTitle();

    @Message("Tell us who you are, and we send a mail by which you can set a new password.")
    String recoveryText();

    @Message("Username or e-mail address")
    String login();

    @Message("Send the mail")
    String recoveryButton();

    @Message("A mail is on its way")
    String askedTitle();

    @Message("If there is such an account with an e-mail address, a mail to it is on its way.")
    String askedText();

    @Message("Set a new password")
    String passwordTitle();

    @Message("All your sessions will be signed out.")
    String passwordText();

    @Message("New password, of 8 characters or more")
    String passwordLabel();

    @Message("Set the password")
    String passwordButton();

    @Message(
            "This password is too short, too well known, your own name, or one that you had before. Please choose another.")
    String passwordWeak();

    @Message("Your password was changed")
    String changedTitle();

    @Message("You can sign in with it now.")
    String changedText();

    @Message("This link is not good any more")
    String invalidTitle();

    @Message("It was used, is too old, or there is a newer one.")
    String invalidText();

    @Message("Ask for another")
    String askAgain();

    @Message("Confirm your e-mail address")
    String confirmTitle();

    @Message("Press the button to confirm that the address is yours.")
    String confirmText();

    @Message("Confirm")
    String confirmButton();

    @Message("Your e-mail address is confirmed")
    String confirmedTitle();

    @Message("Thank you.")
    String confirmedText();

    @Message("Another account has this e-mail address")
    String takenTitle();

    @Message("It cannot be yours, too.")
    String takenText();
}
