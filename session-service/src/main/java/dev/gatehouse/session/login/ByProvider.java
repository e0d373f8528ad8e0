package dev.gatehouse.session.login;

import dev.gatehouse.common.peer.Providers.Provider;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a sign-in with a provider is to show; pure. A provider may answer from a session of its own, which proves nothing anew,
 * unless it is told to ask.
 */
public enum ByProvider {
    /** Nothing of the kind would do. */
    NOT(""),
    /** Who somebody is. */
    WHO(""),
    /** The same, once they have chosen an account there. */
    WHICH("select_account"),
    /** That it is they, proved anew. */
    ANEW("login");

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");
    private final String prompt;

    ByProvider(String prompt) {
        this.prompt = prompt;
    }

    /** Of the page for anybody. @param prompt as the page is asked */
    static ByProvider of(@Nullable String prompt) {
        List<String> words = prompt == null ? List.of() : List.of(prompt.split(" ", -1));
        if (words.contains(ANEW.prompt)) {
            return ANEW;
        }
        return words.contains(WHICH.prompt) ? WHICH : WHO;
    }

    /** Of the page for somebody who is to prove that it is they. @param amr how they came (RFC 8176) */
    static ByProvider confirming(Collection<String> amr) {
        return amr.contains("fed") ? ANEW : NOT;
    }

    /** As {@link #of} takes it. */
    public String prompt() {
        return prompt;
    }

    /** Those of them that can show it. */
    List<Provider> among(List<Provider> all) {
        return switch (this) {
            case NOT -> List.of();
            case WHO, WHICH -> all;
            case ANEW -> all.stream().filter(Provider::asksAnew).toList();
        };
    }

    /** The address where such a sign-in begins; empty where that is no provider's name. */
    Optional<String> way(String provider, String returnTo, boolean remember) {
        return NAME.matcher(provider).matches()
                ? Optional.of("/connect/" + provider + "?return_to="
                        + URLEncoder.encode(returnTo, StandardCharsets.UTF_8)
                        + (prompt.isEmpty() ? "" : "&prompt=" + prompt)
                        + (remember ? "&remember=true" : ""))
                : Optional.empty();
    }
}
