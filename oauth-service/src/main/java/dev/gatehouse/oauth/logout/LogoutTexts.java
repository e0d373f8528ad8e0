package dev.gatehouse.oauth.logout;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the pages of signing out say in English; {@code messages/logout_de.properties} has the German. */
@MessageBundle(value = "logout", locale = "en")
public interface LogoutTexts {
    @Message("Sign out?")
    String askTitle();

    @Message("{name} asks you to sign out here.")
    String askedBy(String name);

    @Message("An application asks you to sign out here.")
    String askedBySomeone();

    @Message("You are signed in as")
    String signedInAs();

    @Message("Sign out")
    String signOut();

    @Message("Stay signed in")
    String stay();

    @Message("Signed out")
    String overTitle();

    @Message("You are not signed in on this device any more.")
    String over();

    @Message("Sign in again")
    String signInAgain();

    @Message("You may still be signed in at {name}, by which you came.")
    String stillThere(String name);

    @Message("Sign out at {name}, too")
    String signOutThere(String name);

    @Message("Signing out")
    String onwardTitle();

    @Message("Continue")
    String onward();

    @Message("An application that is signed out of")
    String application();

    @Message("Not signed out")
    String refusedTitle();

    @Message("The application’s request cannot be read.")
    String unreadable();

    @Message("The application’s request was meant for another application.")
    String anotherClient();

    @Message("The application wanted to lead you to an address that it has not registered.")
    String unknownExit();

    @Message("The form did not come from our page.")
    String foreignForm();

    @Message("Nothing was done. You can still sign out here.")
    String refusedNext();

    @Message("Sign out here")
    String signOutHere();
}
