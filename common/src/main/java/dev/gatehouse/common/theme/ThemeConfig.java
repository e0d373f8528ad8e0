package dev.gatehouse.common.theme;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the looks and the words come from that are not our own. */
@ConfigMapping(prefix = "gatehouse.theme")
public interface ThemeConfig {
    /** The folder of the theme, the same for all services that have pages; without it, all looks as it comes. */
    Optional<Path> directory();
}
