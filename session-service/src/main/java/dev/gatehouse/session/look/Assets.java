package dev.gatehouse.session.look;

import dev.gatehouse.common.theme.Theme;
import dev.gatehouse.common.theme.ThemeFolder;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The files that pages link, with what a theme adds to them or puts in their place. */
@Singleton
public class Assets {
    private static final String STYLES = "gatehouse.css";
    private static final String SCRIPT = "passkey.js";
    private static final String ONWARD = "onward.js";
    private static final String LOGO = "logo";
    private final Map<String, Asset> assets;

    /** @throws IllegalStateException where a file of the theme cannot be read */
    Assets(Theme theme) {
        ThemeFolder folder = theme.folder();
        assets = Map.of(
                STYLES,
                Asset.of(
                        "text/css;charset=UTF-8",
                        own(STYLES)
                                + folder.text(ThemeFolder.STYLES)
                                        .map(styles -> "\n/* theme.css */\n" + styles)
                                        .orElse("")),
                SCRIPT,
                Asset.of("text/javascript;charset=UTF-8", own(SCRIPT)),
                ONWARD,
                Asset.of("text/javascript;charset=UTF-8", own(ONWARD)),
                LOGO,
                logo(folder));
    }

    // Read then: a theme that is not right is to be noticed at the start.
    void up(@Observes StartupEvent event) {}

    Optional<Asset> named(String name) {
        return Optional.ofNullable(assets.get(name));
    }

    /** The path of a file that may be kept for ever, as it has the hash of its content. @param name of one that is there */
    public String path(String name) {
        return named(name)
                .map(asset -> "/login/assets/" + asset.hash() + "/" + name)
                .orElseThrow(() -> new IllegalArgumentException("there is no " + name));
    }

    private static Asset logo(ThemeFolder folder) {
        return folder.bytes(ThemeFolder.LOGO_PNG)
                .map(png -> Asset.of("image/png", png))
                .orElseGet(() -> Asset.of(
                        "image/svg+xml", folder.text(ThemeFolder.LOGO_SVG).orElseGet(() -> own("logo.svg"))));
    }

    private static String own(String name) {
        try (InputStream in = Assets.class.getResourceAsStream("/look/" + name)) {
            if (in == null) {
                throw new IllegalStateException("look/" + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("look/" + name + " cannot be read", e);
        }
    }
}
