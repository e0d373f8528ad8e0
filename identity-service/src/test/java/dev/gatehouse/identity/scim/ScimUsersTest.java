package dev.gatehouse.identity.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.identity.mail.MailServer;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = MailServer.class, scope = TestResourceScope.GLOBAL)
@SuppressWarnings("NullAway.Init")
class ScimUsersTest {
    private static final EntityTag.Condition ANY = new EntityTag.Anything();
    private final ScimUsers scim;
    private final ObjectMapper json;
    MailServer mails;
    private final String mark = "s" + UUID.randomUUID().toString().substring(0, 12);

    @Inject
    ScimUsersTest(ScimUsers scim, ObjectMapper json) {
        this.scim = scim;
        this.json = json;
    }

    @Test
    void allThatIsKeptComesBack() throws Exception {
        ScimUsers.Shown made = create("""
                'userName':'%1$s','externalId':'x-%1$s','displayName':'Ada L','name':{'givenName':'Ada','familyName':'L'},
                'nickName':'Countess','profileUrl':'https://x.org/a','locale':'en-GB','timezone':'Europe/London',
                'emails':[{'value':'no@x.org'},{'value':'%1$s@x.org','primary':true}],
                'phoneNumbers':[{'value':'tel:+44 123-456-7890'}],'addresses':[{'locality':'London'}]""");
        ObjectNode user = scim.one(made.account().id()).json();
        assertEquals(mark, user.path("userName").asText());
        assertEquals("x-" + mark, user.path("externalId").asText());
        assertEquals("Ada L", user.at("/name/formatted").asText());
        assertEquals(mark + "@x.org", user.at("/emails/0/value").asText());
        assertEquals("+441234567890", user.at("/phoneNumbers/0/value").asText());
        assertEquals("London", user.at("/addresses/0/locality").asText());
        assertTrue(user.path("active").asBoolean());
        assertFalse(made.account().emailVerified());
    }

    @Test
    void aNameThatIsNoUsernameIsKeptBesideOne() throws Exception {
        ScimUsers.Shown made = create("'userName':'%1$s@x.org','emails':[{'value':'%1$s@x.org'}]");
        assertEquals(mark + "@x.org", made.json().path("userName").asText());
        assertEquals(mark, made.account().username());
        assertEquals(1, found("userName eq \"" + mark.toUpperCase(Locale.ROOT) + "@X.org\""));
        assertEquals(0, found("userName eq \"" + mark + "\""));
        assertEquals("uniqueness", refusal("'userName':'%1$s@X.org'").type());
        ScimUsers.Shown renamed = scim.replace(made.account().id(), body("'userName':'%1$s-2'"), ANY, "t");
        assertEquals(mark + "-2", renamed.account().username());
        create("'userName':'%1$s@X.org'");
    }

    @Test
    void theOldAddressIsToldOfAnotherButNotOfAnotherWriting() throws Exception {
        UUID id = create("'userName':'%1$s','emails':[{'value':'%1$s@x.org'}]")
                .account()
                .id();
        scim.replace(id, body("'userName':'%1$s','emails':[{'value':'%1$s@X.org'}]"), ANY, "t");
        scim.replace(id, body("'userName':'%1$s','emails':[{'value':'%1$s@y.org'}]"), ANY, "t");
        mails.await(mark + "@x.org", "Your e-mail address was changed");
        scim.replace(id, body("'userName':'%1$s'"), ANY, "t");
        mails.await(mark + "@y.org", "Your e-mail address was changed");
        assertEquals(1, mails.to(mark + "@x.org").size());
    }

    @Test
    void aNameOrAnAddressIsGivenOnce() throws Exception {
        create("'userName':'%1$s','emails':[{'value':'%1$s@x.org'}]");
        assertEquals("uniqueness", refusal("'userName':'%1$s'").type());
        assertEquals(
                "uniqueness",
                refusal("'userName':'%1$s-2','emails':[{'value':'%1$s@X.org'}]").type());
        UUID other = create("'userName':'%1$s-3'").account().id();
        ObjectNode rename = body("'userName':'%1$s'");
        assertEquals(
                409,
                assertThrows(ScimRefusal.class, () -> scim.replace(other, rename, ANY, "t"))
                        .status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'displayName':'x'",
                "'userName':''",
                "'userName':'a','password':'short'",
                "'userName':'a','locale':'?'",
                "'userName':'a','profileUrl':'javascript:alert(1)'",
                "'userName':'a','emails':[{'value':'nobody'}]",
                "'userName':'a','phoneNumbers':[{'value':'call me'}]",
                "'userName':'a','active':'perhaps'",
                "'userName':{'a':1}",
                "'userName':'a','emails':'a@b.c'",
            })
    void whatCannotBeKeptIsRefused(String members) throws Exception {
        assertEquals("invalidValue", refusal(members).type());
    }

    @Test
    void aChangeOfAnOldVersionDoesNotHold() throws Exception {
        ScimUsers.Shown made = create("'userName':'%1$s'");
        var condition =
                new EntityTag.Versions(Set.of(Long.toString(made.account().version())));
        ObjectNode change = body("'userName':'%1$s','nickName':'one'");
        scim.replace(made.account().id(), change, condition, "t");
        assertEquals(
                412,
                assertThrows(
                                ScimRefusal.class,
                                () -> scim.replace(made.account().id(), change, condition, "t"))
                        .status());
        assertEquals(
                404,
                assertThrows(ScimRefusal.class, () -> scim.replace(UUID.randomUUID(), change, ANY, "t"))
                        .status());
    }

    @Test
    void aRemovalOfAnOldVersionDoesNotHold() throws Exception {
        ScimUsers.Shown made = create("'userName':'%1$s'");
        UUID id = made.account().id();
        var condition =
                new EntityTag.Versions(Set.of(Long.toString(made.account().version())));
        scim.replace(id, body("'userName':'%1$s','nickName':'one'"), condition, "t");
        assertEquals(
                412,
                assertThrows(ScimRefusal.class, () -> scim.remove(id, condition, "t"))
                        .status());
        assertFalse(scim.one(id).account().disabled());
        scim.remove(id, ANY, "t");
        assertTrue(scim.one(id).account().disabled());
    }

    @Test
    void everyFilterIsOneThatTheDatabaseTakes() throws Exception {
        create("'userName':'%1$s','name':{'givenName':'Zoë'},'emails':[{'value':'%1$s@x.org'}]");
        String own = "userName eq \"" + mark + "\" and ";
        for (String holds : List.of(
                "name.givenName eq \"ZOË\"",
                "name.givenName sw \"z\"",
                "name.givenName ew \"oë\"",
                "name.givenName co \"o\"",
                "name.givenName gt \"a\"",
                "name.givenName pr",
                "name.familyName eq null",
                "not (name.familyName eq \"x\")",
                "name.familyName ne \"x\"",
                "active eq true",
                "active ne false",
                "emails eq \"" + mark + "@X.ORG\"",
                "emails[type eq \"work\" and value sw \"" + mark + "\"]",
                "emails.primary eq true",
                "meta.created le \"2999-01-01T00:00:00+02:00\"",
                "meta.lastModified gt \"2000-01-01T00:00:00Z\"",
                "id ne \"x\"",
                "not (groups.value eq \"" + UUID.randomUUID() + "\")",
                "externalId eq null",
                "userName co \"" + mark.substring(2) + "\"",
                "(phoneNumbers.value pr or addresses.country pr or id pr)")) {
            assertEquals(1, found(own + holds), holds);
        }
        for (String fails : List.of(
                "name.givenName eq \"x' or 'a' = 'a\"",
                "name.givenName eq \"%\"",
                "name.givenName sw \"_\"",
                "emails[type eq \"home\"]",
                "id eq \"x\"",
                "groups eq \"x\"",
                "externalId pr")) {
            assertEquals(0, found(own + fails), fails);
        }
        for (String bad : List.of(
                "password pr",
                "admin eq true",
                "active gt true",
                "active eq \"x\"",
                "groups pr",
                "meta.created gt \"now\"",
                "meta.created co \"2\"",
                "userName eq 7",
                "userName gt null",
                "id gt \"x\"")) {
            assertEquals(
                    "invalidFilter",
                    assertThrows(ScimRefusal.class, () -> found(bad), bad).type());
        }
    }

    @Test
    void usersAreSortedByWhatTheyAreFilteredBy() throws Exception {
        create("'userName':'%1$s-2','nickName':'Zoë','name':{'familyName':'x'}");
        create("'userName':'%1$s-3','nickName':'adam'");
        create("'userName':'%1$s-1','nickName':'Berta'");
        assertEquals(List.of("-1", "-2", "-3"), sorted("userName", null));
        assertEquals(List.of("-3", "-2", "-1"), sorted("USERNAME", "descending"));
        assertEquals(List.of("-3", "-1", "-2"), sorted("nickName", "ascending"));
        assertEquals(List.of("-2", "-3", "-1"), sorted("meta.created", "ascending"));
        assertEquals(
                "-2",
                sorted("urn:ietf:params:scim:schemas:core:2.0:User:name.familyName", null)
                        .getFirst());
        assertEquals(
                "-2", sorted("name.familyName", "descending").getLast(), "without a value comes first, turned about");
        for (String attribute : Column.USERS.keySet()) {
            if (attribute.startsWith("groups")) {
                assertEquals("invalidValue", unsortable(attribute, null));
            } else {
                assertEquals(3, sorted(attribute, "descending").size(), attribute);
            }
        }
        for (String none : List.of("password", "title", "1; drop table", "admin")) {
            assertEquals("invalidValue", unsortable(none, null));
        }
        assertEquals("invalidValue", unsortable("userName", "up"));
    }

    private List<String> sorted(String by, @Nullable String order) throws ScimRefusal {
        return page("userName sw \"" + mark + "-\"", by, order).resources().stream()
                .map(user -> user.path("userName").asText().substring(mark.length()))
                .toList();
    }

    private String unsortable(String by, @Nullable String order) {
        return assertThrows(ScimRefusal.class, () -> sorted(by, order), by).type();
    }

    private long found(String filter) throws ScimRefusal {
        ScimPage page = page(filter, null, null);
        assertEquals(Math.min(10, page.total()), page.resources().size());
        return page.total();
    }

    private ScimPage page(String filter, @Nullable String sortBy, @Nullable String sortOrder) throws ScimRefusal {
        return scim.page(ScimQuery.of(filter, sortBy, sortOrder, null, 10L, Selection.ALL));
    }

    private ScimRefusal refusal(String members) throws JsonProcessingException {
        ObjectNode body = body(members);
        return assertThrows(ScimRefusal.class, () -> scim.create(body, "t"));
    }

    private ScimUsers.Shown create(String members) throws ScimRefusal, JsonProcessingException {
        return scim.create(body(members), "t");
    }

    private ObjectNode body(String members) throws JsonProcessingException {
        return (ObjectNode) json.readTree("{" + members.formatted(mark).replace('\'', '"') + "}");
    }
}
