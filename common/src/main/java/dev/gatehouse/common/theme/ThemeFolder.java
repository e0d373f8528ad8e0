package dev.gatehouse.common.theme;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of a theme. What is wrong with one is said with its name, for the service does not start then. */
public final class ThemeFolder {
    /** Added to our stylesheet. */
    public static final String STYLES = "theme.css";

    /** In place of our logo; a theme has one of the two. */
    public static final String LOGO_SVG = "logo.svg";

    public static final String LOGO_PNG = "logo.png";

    /** Longest file, in bytes. */
    static final int LONGEST = 65_536;

    private static final Set<String> KNOWN = Set.of(STYLES, LOGO_SVG, LOGO_PNG, texts("en"), texts("de"));
    // Others, such as a README, are nobody's business.
    private static final String TELLING = "*.{css,svg,png,properties}";
    private final @Nullable Path directory;

    private ThemeFolder(@Nullable Path directory) {
        this.directory = directory;
    }

    /**
     * @param directory none for no theme, where no file is found
     * @throws IllegalStateException where it is not a folder that can be read, or has a file of a name that no theme has
     */
    public static ThemeFolder of(Optional<Path> directory) {
        directory.ifPresent(ThemeFolder::checkNames);
        return new ThemeFolder(directory.orElse(null));
    }

    /** The name of the file with the words in a language. */
    static String texts(String language) {
        return "texts_" + language + ".properties";
    }

    /** @throws IllegalStateException where it is there but cannot be read, or is longer than 64 KiB */
    public Optional<byte[]> bytes(String name) {
        if (directory == null || !Files.exists(directory.resolve(name))) {
            return Optional.empty();
        }
        Path file = directory.resolve(name);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LONGEST + 1);
            if (content.length > LONGEST) {
                throw new IllegalStateException(file + " of the theme is longer than " + LONGEST + " bytes");
            }
            return Optional.of(content);
        } catch (IOException e) {
            throw new IllegalStateException(file + " of the theme cannot be read", e);
        }
    }

    /** @throws IllegalStateException as {@link #bytes}, and where it is not UTF-8 */
    public Optional<String> text(String name) {
        return bytes(name).map(content -> {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(content))
                        .toString();
            } catch (CharacterCodingException e) {
                throw new IllegalStateException(name + " of the theme is not UTF-8", e);
            }
        });
    }

    private static void checkNames(Path directory) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, TELLING)) {
            for (Path file : files) {
                if (!KNOWN.contains(file.getFileName().toString())) {
                    throw new IllegalStateException(file + " is no file of a theme; those are " + KNOWN);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the theme's folder " + directory + " cannot be read", e);
        }
        if (Files.exists(directory.resolve(LOGO_SVG)) && Files.exists(directory.resolve(LOGO_PNG))) {
            throw new IllegalStateException(
                    "the theme in " + directory + " has both " + LOGO_SVG + " and " + LOGO_PNG + "; one is enough");
        }
    }
}
