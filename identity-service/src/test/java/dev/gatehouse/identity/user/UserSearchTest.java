package dev.gatehouse.identity.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.gatehouse.identity.profile.StandardClaims;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UserSearchTest {
    private final UserAdministration administration;
    private final UserStore users;
    private final String mark = "s" + UUID.randomUUID().toString().substring(0, 12);

    @Inject
    UserSearchTest(UserAdministration administration, UserStore users) {
        this.administration = administration;
        this.users = users;
    }

    @Test
    void everyNameIsFoundByItsBeginningWhateverItsCase() {
        String byUsername = user(mark + "1", null, StandardClaims.NONE);
        String byEmail = user(other(), mark + "2@example.org", StandardClaims.NONE);
        String byName = user(other(), null, named(mark.toUpperCase(Locale.ROOT) + "3 Äffle", null, null));
        String byGivenName = user(other(), null, named("x", mark + "4", null));
        String byFamilyName = user(other(), null, named("x", null, mark + "5"));
        user("x" + mark, null, StandardClaims.NONE);
        assertEquals(
                List.of(byUsername, byEmail, byName, byGivenName, byFamilyName),
                found(mark.toUpperCase(Locale.ROOT), 10));
        assertEquals(List.of(byName), found(mark + "3 ÄFF", 10));
        assertEquals(List.of(), found(mark + "%", 10));
        assertEquals(List.of(), found(mark + "_", 10));
    }

    @Test
    void whoHasSeveralSuchNamesIsFoundOnceAndPagesMeet() {
        var expected = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            expected.add(user(mark + i, mark + i + "@example.org", named(mark + i, mark + "9", mark + i)));
        }
        assertEquals(expected, found(mark, 100));
        for (int size = 1; size <= 7; size++) {
            assertEquals(expected, found(mark, size), "pages of " + size);
        }
    }

    @Test
    void theDisabledCanBeToldFromTheOthers() {
        String one = user(mark + "1", null, StandardClaims.NONE);
        String two = user(mark + "2", null, StandardClaims.NONE);
        users.setDisabled(users.byLogin(two).orElseThrow().id(), true);
        assertEquals(List.of(one), all(new UserQuery(mark, null, false, null, null), 10));
        assertEquals(List.of(two), all(new UserQuery(mark, null, true, null, null), 10));
        assertEquals(List.of(two), all(UserQuery.of(null, two.toUpperCase(Locale.ROOT), null, null, null), 10));
        assertEquals(List.of(), all(UserQuery.of(mark, null, null, "no such group", null), 10));
        assertEquals(List.of(), all(UserQuery.of(null, null, null, null, "no such role"), 10));
    }

    @Test
    void aCursorIsWhatAPageGave() {
        for (var cursor :
                List.of(new UserQuery.Cursor("", UUID.randomUUID()), new UserQuery.Cursor("äb c", UUID.randomUUID()))) {
            assertEquals(Optional.of(cursor), UserQuery.Cursor.parse(cursor.toString()));
        }
        for (String bad : List.of("", "1", "~", UUID.randomUUID() + "~?")) {
            assertEquals(Optional.empty(), UserQuery.Cursor.parse(bad));
        }
    }

    private List<String> found(String prefix, int size) {
        return all(UserQuery.of(prefix, null, null, null, null), size);
    }

    /** All pages of that size, one after the other. */
    private List<String> all(UserQuery query, int size) {
        var names = new ArrayList<String>();
        UserQuery.@Nullable Cursor at = UserQuery.Cursor.start(query);
        while (at != null) {
            Profile.Page page = administration.page(query, at, size);
            page.users().forEach(user -> names.add(user.username()));
            at = page.next() == null
                    ? null
                    : UserQuery.Cursor.parse(page.next()).orElseThrow();
        }
        assertNull(at);
        return names;
    }

    private String user(String username, @Nullable String email, StandardClaims claims) {
        Account account = users.insert(new NewUser(username, email, false, null, null, false))
                .orElseThrow();
        users.rewrite(account.id(), account.version(), claims);
        return username;
    }

    private static String other() {
        return "o" + UUID.randomUUID().toString().substring(0, 12);
    }

    private static StandardClaims named(String name, @Nullable String given, @Nullable String family) {
        return new StandardClaims(
                name, given, family, null, null, null, null, null, null, null, null, null, null, null);
    }
}
