package dev.gatehouse.oauth.page;

import dev.gatehouse.common.language.Language;
import dev.gatehouse.oauth.discovery.Advertised;
import dev.gatehouse.oauth.discovery.Metadata;
import jakarta.inject.Singleton;
import java.util.Arrays;

/** Which languages pages are in. */
@Singleton
class PageMetadata implements Advertised {
    @Override
    public void addTo(Metadata metadata) {
        metadata.add(
                "ui_locales_supported",
                Arrays.stream(Language.values()).map(Language::tag).toList());
    }
}
