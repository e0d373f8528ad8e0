package dev.gatehouse.oauth.device;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the pages for devices say in English; {@code messages/device_de.properties} has the German. */
@MessageBundle(value = "device", locale = "en")
public interface DeviceTexts {
    @Message("Let a device in")
    String enterTitle();

    @Message("Type in the code that your device shows.")
    String enterLead();

    @Message("Is this the code that your device shows?")
    String compareLead();

    @Message("Code")
    String code();

    @Message("Eight letters, such as BCDF-GHJK")
    String codeHint();

    @Message("Continue")
    String goOn();

    @Message("A code has eight letters, none of them a vowel. Look at your device once more.")
    String malformed();

    @Message(
            "There is no such code, or it is too old or used. Look at your device once more, or have it show a new one.")
    String unknown();

    @Message("There were too many tries. Wait ten minutes, then try again.")
    String tooMany();

    @Message(
            "This application asks for a stronger sign-in than yours. Add another way to sign in to your account, then type in the code again.")
    String tooWeak();

    @Message("Let “{name}” in on your device?")
    String confirmTitle(String name);

    @Message(
            "Only go on if you started this on a device of your own that is before you. If somebody sent you this code or link, or told you to type it in, do not allow it: they would get into your account.")
    String warning();

    @Message("Nobody has verified this application.")
    String unverified();

    @Message("Address")
    String address();

    @Message("not known")
    String noAddress();

    @Message("When")
    String when();

    @Message("Your device is let in")
    String allowedTitle();

    @Message("Go back to your device: {name} goes on there in a few seconds. You can close this page.")
    String allowed(String name);

    @Message("Nothing was allowed")
    String deniedTitle();

    @Message(
            "The device was told so, and has no access. You can close this page. If you did not start this yourself, somebody may have tried to get into your account; you need do nothing more.")
    String denied();
}
