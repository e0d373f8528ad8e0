package dev.gatehouse.common.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the frame of pages says in English; {@code messages/frame_de.properties} has the German. */
@MessageBundle(value = "frame", locale = "en")
public interface FrameTexts {
    @Message("Skip to content")
    String skip();

    @Message("Language")
    String language();

    @Message("Account")
    String account();

    @Message("Overview")
    String overview();

    @Message("Profile")
    String profile();

    @Message("Security")
    String security();

    @Message("Devices")
    String devices();

    @Message("Applications")
    String applications();

    @Message("History")
    String history();

    @Message("Your data")
    String data();

    @Message("Sign out")
    String signOut();

    @Message("About this site")
    String about();

    @Message("Imprint")
    String imprint();

    @Message("Privacy")
    String privacy();

    @Message("Terms of use")
    String terms();

    @Message("Help")
    String help();
}
