package dev.gatehouse.oauth.page;

import dev.gatehouse.oauth.page.Pages.About;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A link to a page of a client's, which says where it leads.
 *
 * @param address of another origin
 */
record OutwardLink(String address, String label) {
    /** Those that the client has registered. */
    static List<OutwardLink> of(About about, OAuthTexts texts) {
        return Stream.of(
                        link(about.site(), texts::site),
                        link(about.policy(), texts::policy),
                        link(about.terms(), texts::terms))
                .flatMap(List::stream)
                .toList();
    }

    private static List<OutwardLink> link(@Nullable String address, Function<String, String> label) {
        return address == null ? List.of() : List.of(new OutwardLink(address, label.apply(ReplyPage.host(address))));
    }
}
