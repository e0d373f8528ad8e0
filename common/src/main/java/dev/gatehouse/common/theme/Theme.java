package dev.gatehouse.common.theme;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** The theme that is mounted, read once: another one counts from the next start. */
@Singleton
public class Theme {
    private final ThemeFolder folder;
    private final ThemeTexts texts;

    /** @throws IllegalStateException where something about it is not right */
    Theme(ThemeConfig config) {
        folder = ThemeFolder.of(config.directory());
        texts = ThemeTexts.of(folder);
    }

    // Made then, so that a service with a wrong theme does not come up.
    void up(@Observes StartupEvent event) {}

    /** Its files. */
    public ThemeFolder folder() {
        return folder;
    }

    /** Its words. @param language as a tag of HTML, such as {@code de} */
    public SiteTexts texts(String language) {
        return texts.in(language);
    }
}
