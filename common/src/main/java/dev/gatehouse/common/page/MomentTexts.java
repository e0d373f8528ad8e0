package dev.gatehouse.common.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** How long ago something was, or is to come, in English; {@code messages/moment_de.properties} has the German. */
@MessageBundle(value = "moment", locale = "en")
public interface MomentTexts {
    @Message("just now")
    String now();

    @Message("{#if count == 1}a minute ago{#else}{count} minutes ago{/if}")
    String minutes(int count);

    @Message("{#if count == 1}an hour ago{#else}{count} hours ago{/if}")
    String hours(int count);

    @Message("{#if count == 1}a day ago{#else}{count} days ago{/if}")
    String days(int count);

    @Message("in {#if count == 1}a second{#else}{count} seconds{/if}")
    String inSeconds(int count);

    @Message("in {count} minutes")
    String inMinutes(int count);
}
