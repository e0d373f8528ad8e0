package dev.gatehouse.identity.home;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the account's pages say in English; {@code messages/home_de.properties} has the German. */
@MessageBundle(value = "home", locale = "en")
public interface HomeTexts {
    @Message("Not done")
    String wrong();

    @Message("Something is not right yet; it is marked below.")
    String lookAgain();

    @Message("There were too many tries. Please try again {when}.")
    String pause(String when);

    @Message("That did not work just now. Please try again in a moment.")
    String busy();

    @Message("Save")
    String save();

    @Message("Cancel")
    String cancel();

    @Message("Back")
    String back();

    @Message("Remove")
    String remove();

    @Message("Rename")
    String rename();

    @Message("Set up")
    String setUp();

    @Message("Turn on")
    String turnOn();

    @Message("Turn off")
    String turnOff();

    @Message("On")
    String on();

    @Message("Off")
    String off();

    @Message("Since")
    String since();

    @Message("""
            {#when done}
            {#is profile_saved}Your profile is saved.
            {#is confirmation_mailed}The mail is on its way. Open the link in it to confirm your address.
            {#is address_mailed}A mail to the new address is on its way. Open the link in it, and the address is yours here.
            {#is code_mailed}The code is on its way to your e-mail address.
            {#is passkey_added}The passkey is added.
            {#is passkey_renamed}The passkey is renamed.
            {#is passkey_removed}The passkey is removed.
            {#is passkey_optional}No passkey is asked for after the password any more.
            {#is factor_on}It is turned on.
            {#is factor_off}It is turned off.
            {#is linked}The account there signs you in here from now on.
            {#is unlinked}The account there does not sign you in here any more.
            {/when}""")
    String done(Done done);

    @Message("Your account")
    String overview();

    @Message("Hello, {name}")
    String greeting(String name);

    @Message("Here you manage your account.")
    String overviewLead();

    @Message("Before this, you signed in on")
    String lastTime();

    @Message("Confirm your e-mail address")
    String unconfirmedTitle();

    @Message(
            "We sent a mail to {email}. Open the link in it: then you can get back in if you ever forget your password.")
    String unconfirmedText(String email);

    @Message("Send the mail again")
    String mailAgain();

    @Message("Change the e-mail address")
    String changeAddress();

    @Message("{left} of your recovery codes {#if left == 1}is{#else}are{/if} left.")
    String fewCodes(int left);

    @Message("Sign in without a password")
    String noPasskeyTitle();

    @Message(
            "A passkey signs you in with your finger, your face or the PIN of your device. There is nothing to remember, and nothing that could be stolen from you by a faked page.")
    String passkeyText();

    @Message("Add a passkey")
    String addPasskey();

    @Message("Your name, e-mail address, language")
    String profileCard();

    @Message("Password, passkeys, second factor")
    String securityCard();

    @Message("{#if count == 0}No passkey yet{#else if count == 1}One passkey{#else}{count} passkeys{/if}")
    String passkeysHeld(int count);

    @Message("Second factor is on")
    String factorIsOn();

    @Message("No second factor")
    String factorIsOff();

    @Message("Where you are signed in")
    String devicesCard();

    @Message("Which applications may use your account")
    String applicationsCard();

    @Message("What happened to your account")
    String historyCard();

    @Message("Take your data along, or delete the account")
    String dataCard();

    @Message("New e-mail address")
    String newAddress();

    @Message("We send a mail there. Once you open the link in it, the address is yours here.")
    String addressLead();

    @Message("Now it is {email}. We send a mail to the new one; once you open the link in it, it takes its place.")
    String addressChangeLead(String email);

    @Message("Send the mail")
    String sendMail();

    @Message("Please give a full address, such as ada@example.org.")
    String addressWrong();

    @Message("That is your address already.")
    String addressSame();

    @Message("What is kept of you here is yours.")
    String dataLead();

    @Message("Take your data along")
    String exportTitle();

    @Message(
            "A file with all that is kept of you: profile, devices, applications, history and more. Passwords and keys are not in it.")
    String exportText();

    @Message("Download the file")
    String exportButton();

    @Message("A part of your data cannot be read just now, so there is no file. Please try again in a moment.")
    String exportAway();

    @Message("Delete the account")
    String deleteTitle();

    @Message("You are signed out everywhere, and all that is known of you here is erased. Nobody can bring it back.")
    String deleteText();

    @Message("Delete the account …")
    String deleteGoOn();

    @Message("Delete it for good")
    String deleteButton();

    @Message("To confirm, type your username: {username}")
    String deleteName(String username);

    @Message("That is not your username.")
    String deleteNameWrong();

    @Message("Nobody else could administer: first make somebody else an administrator.")
    String lastAdministrator();

    @Message("Your account is deleted")
    String deletedTitle();

    @Message("Nothing of you is kept here any more. Good-bye!")
    String deletedText();
}
