package dev.gatehouse.common.page;

import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.requester.Languages;
import dev.gatehouse.common.theme.SiteTexts;
import dev.gatehouse.common.theme.Theme;
import io.quarkus.arc.Arc;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around the content of every page: the template {@code page/layout} shows it.
 *
 * @param path of the page, by which its place in the account's navigation is marked
 * @param address what leads to the page once more, in another language; null where nothing does
 * @param account of whoever is signed in, on the pages of an account; null on all others
 */
public record Frame(
        Language language,
        String path,
        @Nullable String address,
        @Nullable Account account) {
    /** Whose account it is. @param csrfToken of the session, for the button that ends it */
    public record Account(String username, String csrfToken) {}

    /** One that the page could be in. */
    public record Choice(String tag, String name, String href, boolean current) {}

    /** Of the request at hand. One that sends a form leads nowhere, until {@link #at} says otherwise. */
    public static Frame here() {
        Address address = Address.current().orElseGet(() -> new Address("/", null));
        return new Frame(Language.asked(), address.path(), address.query(), null);
    }

    /** For the answer to a form: where the form is. @param place a path of ours, with its query where it has one */
    public Frame at(String place) {
        int end = place.indexOf('?');
        return new Frame(language, end < 0 ? place : place.substring(0, end), place, account);
    }

    /** For a page of that account. */
    public Frame of(Account owner) {
        return new Frame(language, path, address, owner);
    }

    /** The words of whoever runs this, in the language of the page. */
    public SiteTexts site() {
        return Arc.requireContainer().instance(Theme.class).get().texts(language.tag());
    }

    /** Whether the page is this one, or one below it. */
    public boolean under(String place) {
        return path.equals(place) || path.startsWith(place + "/");
    }

    /** Whether the page is this very one. */
    public boolean showing(String place) {
        return path.equals(place);
    }

    /** Empty where nothing leads to the page once more. */
    public List<Choice> languages() {
        if (address == null) {
            return List.of();
        }
        String joint = address.endsWith("?") ? "" : address.contains("?") ? "&" : "?";
        return Arrays.stream(Language.values())
                .map(each -> new Choice(
                        each.tag(),
                        each.ownName(),
                        address + joint + Languages.PARAMETER + "=" + each.tag(),
                        each == language))
                .toList();
    }
}
