package dev.gatehouse.identity.page;

import dev.gatehouse.identity.password.Objection;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What pages say in English; {@code messages/page_de.properties} has the German. */
@MessageBundle(value = "page", locale = "en")
public interface PageTexts {
    @Message("The form was sent from another site, or is too old. Please start again here.")
    String foreign();

    @Message("Sign in")
    String signIn();

    @Message("There were too many tries. Please try again {when}.")
    String pause(String when);

    @Message("Please try again in a moment.")
    String busy();

    @Message("Forgotten password")
    String recoveryTitle();

    @Message("Tell us who you are, and we send a mail by which you can set a new password.")
    String recoveryText();

    @Message("Username or e-mail address")
    String login();

    @Message("Enter your username or your e-mail address.")
    String noLogin();

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

    @Message("""
            {#when objection}
            {#is too_short}This password is too short.
            {#is common}This password is one of those that everyone tries first.
            {#is own_name}This password is little more than your username or e-mail address.
            {#is breached}This password was found in a breach of another site: others know it.
            {#is used_before}You had this password before.
            {/when} Please choose another.""")
    String weak(Objection objection);

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

    @Message("Go to your profile")
    String toProfile();

    @Message("Not done")
    String wrong();

    @Message("Something is not right yet; it is marked below.")
    String lookAgain();

    @Message("Please give a full address, such as ada@example.org.")
    String emailWrong();

    @Message("Create your account")
    String registerTitle();

    @Message("One account for all applications here.")
    String registerText();

    @Message("Username")
    String registerName();

    @Message("Letters, digits, dots, hyphens and underscores. You sign in with it.")
    String registerNameHint();

    @Message("Please use 1 to 64 letters, digits, dots, hyphens or underscores, of one script.")
    String registerNameWrong();

    @Message("Somebody has this name already, or one that looks like it. Please choose another.")
    String registerNameTaken();

    @Message("E-mail address")
    String registerEmail();

    @Message("We send a mail there for you to confirm.")
    String registerEmailHint();

    @Message("Password")
    String registerPassword();

    @Message("At least 8 characters; several words are easy to keep.")
    String registerPasswordHint();

    @Message("Create the account")
    String registerButton();

    @Message("Have an account already?")
    String registerHaveOne();
}
