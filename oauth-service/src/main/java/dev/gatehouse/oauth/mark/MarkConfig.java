package dev.gatehouse.oauth.mark;

import io.smallrye.config.ConfigMapping;
import java.util.List;

/** The secrets behind {@link Marks}. */
@ConfigMapping(prefix = "gatehouse.oauth.mark")
public interface MarkConfig {
    /** One or two secrets of 32 to 256 characters: the first makes marks, all are accepted, so they can be rotated. */
    List<String> secrets();
}
