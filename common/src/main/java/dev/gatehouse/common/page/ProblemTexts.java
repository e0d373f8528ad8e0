package dev.gatehouse.common.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * What went wrong, in plain English, and what to do about it; {@code messages/problem_de.properties} has the German. Of each
 * kind there is a title, what happened, and what comes next.
 */
@MessageBundle(value = "problem", locale = "en")
public interface ProblemTexts {
    @Message("Please sign in")
    String signInTitle();

    @Message("Only those who are signed in can open this.")
    String signInHappened();

    @Message("Sign in, and you are led back here.")
    String signInNext();

    @Message("Please sign in once more")
    String againTitle();

    @Message("This asks for a sign-in that is not long ago, or for a second factor.")
    String againHappened();

    @Message("Sign in again, then try once more.")
    String againNext();

    @Message("You may not do this")
    String refusedTitle();

    @Message("This is not open to you, or not in the way you are signed in.")
    String refusedHappened();

    @Message("Go back to your account. If you have another account that may do it, sign in with that one.")
    String refusedNext();

    @Message("This form cannot be taken")
    String foreignTitle();

    @Message("It was not sent from a page of ours, or the page was open for too long. Nothing was changed.")
    String foreignHappened();

    @Message("Go back, load the page anew, and send the form again.")
    String foreignNext();

    @Message("There is no such page")
    String unknownTitle();

    @Message("There is nothing at this address.")
    String unknownHappened();

    @Message(
            "If you typed it, look it over. If you followed a link, it may be old or incomplete: if it is from a mail, ask for a "
                    + "new one.")
    String unknownNext();

    @Message("This page is not opened like that")
    String methodTitle();

    @Message("What the browser asked for is not possible at this address. Nothing was changed.")
    String methodHappened();

    @Message("Begin again from the page that led you here.")
    String methodNext();

    @Message("That was too much")
    String tooLargeTitle();

    @Message("What was sent is larger than what is taken here. Nothing was changed.")
    String tooLargeHappened();

    @Message("Go back, and send less: a shorter text, or a smaller file.")
    String tooLargeNext();

    @Message("This cannot be read")
    String unreadableTitle();

    @Message("What was sent is incomplete, or not as it is expected here. Nothing was changed.")
    String unreadableHappened();

    @Message("Go back, look over what you entered, and send it again.")
    String unreadableNext();

    @Message("That was too often")
    String tooManyTitle();

    @Message("There were too many tries of late. This keeps others from guessing their way in.")
    String tooManyHappened();

    @Message("Please wait a while, then try again.")
    String later();

    @Message("Please wait {seconds} seconds, then try again.")
    String inSeconds(long seconds);

    @Message("Please wait {minutes} minutes, then try again.")
    String inMinutes(long minutes);

    @Message("Something went wrong here")
    String unexpectedTitle();

    @Message("The mistake is ours, not yours. It was noted down.")
    String unexpectedHappened();

    @Message("Try again. If it happens once more, ask for help.")
    String unexpectedNext();

    @Message("Please try again in a moment")
    String awayTitle();

    @Message("A part of this site does not answer just now.")
    String awayHappened();

    @Message("When you ask for help, quote this:")
    String quote();

    @Message("Your browser's back button leads to the form that you sent.")
    String back();

    @Message("Sign in")
    String signIn();

    @Message("Try again")
    String tryAgain();

    @Message("Go to your account")
    String home();
}
