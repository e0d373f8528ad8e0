package dev.gatehouse.session.devices;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the page says in English; {@code messages/devices_de.properties} has the German. */
@MessageBundle(value = "devices", locale = "en")
public interface DevicesTexts {
    @Message("Devices")
    String title();

    @Message("Where you are signed in. Sign out what you do not recognise, and then change your password.")
    String lead();

    @Message("This device")
    String current();

    @Message("stays signed in")
    String remembered();

    @Message("Last used")
    String lastUsed();

    @Message("Signed in")
    String signedIn();

    @Message("Sign out")
    String signOut();

    @Message("Sign out in several places")
    String severalTitle();

    @Message("Applications that were signed in there have to sign in again, too.")
    String severalText();

    @Message("Sign out all other devices")
    String signOutOthers();

    @Message("Sign out everywhere, here too")
    String signOutAll();

    @Message("The device is signed out.")
    String oneDone();

    @Message("All other devices are signed out.")
    String othersDone();

    @Message("{program} on {system}")
    String device(String program, String system);

    @Message("Unknown device")
    String unknown();
}
