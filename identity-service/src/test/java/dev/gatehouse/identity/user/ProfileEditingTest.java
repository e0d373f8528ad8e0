package dev.gatehouse.identity.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.identity.profile.StandardClaims;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProfileEditingTest {
    private static final EntityTag.Condition ANY = new EntityTag.Anything();
    private final ProfileEditing editing;
    private final UserStore users;

    @Inject
    ProfileEditingTest(ProfileEditing editing, UserStore users) {
        this.editing = editing;
        this.users = users;
    }

    @Test
    void changesOfDifferentClaimsAtOnceAllHold() throws Exception {
        UUID id = user();
        run(List.of(
                () -> editing.edit(id, "tester", patch("given_name", "Ada"), ANY),
                () -> editing.edit(id, "tester", patch("family_name", "Lovelace"), ANY),
                () -> editing.edit(id, "tester", patch("nickname", "Countess"), ANY),
                () -> editing.edit(id, "tester", patch("locale", "en"), ANY)));
        Account account = users.account(id).orElseThrow();
        StandardClaims claims = account.claims();
        assertEquals(
                List.of("Ada", "Lovelace", "Countess", "en"),
                List.of(
                        assertNotNullText(claims.givenName()),
                        assertNotNullText(claims.familyName()),
                        assertNotNullText(claims.nickname()),
                        assertNotNullText(claims.locale())));
        assertEquals(4, account.version());
    }

    @Test
    void ofManyConditionalChangesOneHolds() throws Exception {
        UUID id = user();
        var condition = new EntityTag.Versions(
                Set.of(Long.toString(users.account(id).orElseThrow().version())));
        List<ProfileEditing.Outcome> outcomes = run(IntStream.range(0, 8)
                .<Callable<ProfileEditing.Outcome>>mapToObj(
                        i -> () -> editing.edit(id, "tester", patch("nickname", "n" + i), condition))
                .toList());
        assertEquals(
                1,
                outcomes.stream()
                        .filter(ProfileEditing.Edited.class::isInstance)
                        .count());
        assertEquals(
                7,
                outcomes.stream()
                        .filter(ProfileEditing.Outdated.class::isInstance)
                        .count());
    }

    @Test
    void nobodyIsAbsent() {
        assertInstanceOf(
                ProfileEditing.Absent.class, editing.edit(UUID.randomUUID(), "tester", patch("nickname", "n"), ANY));
    }

    private UUID user() {
        String name = "p" + UUID.randomUUID().toString().substring(0, 12);
        return users.insert(new NewUser(name, null, false, null, null, false))
                .orElseThrow()
                .id();
    }

    private static ObjectNode patch(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }

    private static String assertNotNullText(@org.jspecify.annotations.Nullable String text) {
        assertNotNull(text);
        return text;
    }

    private static List<ProfileEditing.Outcome> run(List<Callable<ProfileEditing.Outcome>> edits) throws Exception {
        try (var threads = Executors.newFixedThreadPool(edits.size())) {
            var outcomes = new java.util.ArrayList<ProfileEditing.Outcome>();
            for (Future<ProfileEditing.Outcome> outcome : threads.invokeAll(edits)) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        }
    }
}
