package dev.gatehouse.session.session;

import org.jspecify.annotations.Nullable;

/**
 * The browser of someone who signs in.
 *
 * @param cookie the session that it shows
 * @param remember whether the session is to outlive the browser; null for as it was
 * @param moment {@link Sessions#moment} of before they proved who they are; null where only the time of that is known
 */
public record Arrival(
        @Nullable String cookie,
        @Nullable Boolean remember,
        @Nullable Long moment) {
    /** Of who proves it next. */
    public Arrival(@Nullable String cookie, @Nullable Boolean remember) {
        this(cookie, remember, null);
    }

    /** Nothing was said of how long it is to last. */
    public static Arrival with(@Nullable String cookie) {
        return new Arrival(cookie, null);
    }

    Arrival at(long newMoment) {
        return new Arrival(cookie, remember, newMoment);
    }
}
