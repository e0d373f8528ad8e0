package dev.gatehouse.suite;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.scim2.client.ScimService;
import com.unboundid.scim2.common.exceptions.BadRequestException;
import com.unboundid.scim2.common.exceptions.PreconditionFailedException;
import com.unboundid.scim2.common.exceptions.ResourceConflictException;
import com.unboundid.scim2.common.exceptions.ResourceNotFoundException;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.messages.ListResponse;
import com.unboundid.scim2.common.messages.SortOrder;
import com.unboundid.scim2.common.types.Email;
import com.unboundid.scim2.common.types.UserResource;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Person;
import dev.gatehouse.suite.setup.Provisioning;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Provisioning of users by a SCIM client of other makers, and by what other clients send. */
class ScimUserTest {
    private static final String USERS = Provisioning.USERS;
    private static final String PASSWORD = "a password from elsewhere";
    private final Gatehouse gatehouse = Gatehouse.running();
    private final Provisioning provisioning = new Provisioning(gatehouse);
    private final ScimService scim = provisioning.client();
    private final String mark = provisioning.mark();

    @Test
    void aUserIsMadeChangedLockedAndErased() throws ScimException {
        UserResource made = scim.create(USERS, Provisioning.user(mark).setPassword(PASSWORD));
        assertEquals(mark, made.getUserName());
        assertNull(made.getPassword());
        assertEquals(
                gatehouse.issuer() + "/scim/v2/Users/" + made.getId(),
                made.getMeta().getLocation().toString());
        Person person = new Person(made.getId(), mark, mark + "@example.org", PASSWORD);
        String access = gatehouse.signInForTokens(person, "jwt").path("access_token");

        UserResource read = scim.retrieve(USERS, made.getId(), UserResource.class);
        assertEquals("Ada", read.getName().getGivenName());
        read.setNickName("Countess");
        UserResource replaced = scim.replaceRequest(read).ifMatch().invoke();
        assertEquals("Countess", replaced.getNickName());
        assertNotEquals(made.getMeta().getVersion(), replaced.getMeta().getVersion());
        assertThrows(
                PreconditionFailedException.class,
                () -> scim.replaceRequest(read).ifMatch().invoke());
        assertThrows(
                PreconditionFailedException.class,
                () -> scim.modifyRequest(USERS, made.getId())
                        .ifMatch("\"0\"")
                        .replaceValue("active", false)
                        .invoke(UserResource.class));

        UserResource locked = scim.modifyRequest(USERS, made.getId())
                .replaceValue("active", false)
                .replaceValue("name.givenName", "Augusta")
                .addValues(
                        "emails",
                        List.of(new Email().setValue(mark + "@new.example.org").setPrimary(true)))
                .invoke(UserResource.class);
        assertEquals(false, locked.getActive());
        assertEquals("Augusta", locked.getName().getGivenName());
        assertEquals(mark + "@new.example.org", locked.getEmails().getFirst().getValue());
        gatehouse.bearer(access).get("/verify").then().statusCode(401);
        gatehouse.signInForTokens(person, "jwt").then().statusCode(401);

        scim.delete(USERS, made.getId());
        assertThrows(ResourceNotFoundException.class, () -> scim.retrieve(USERS, made.getId(), UserResource.class));
        assertThrows(ResourceNotFoundException.class, () -> scim.delete(USERS, made.getId()));
        gatehouse
                .asAdmin()
                .get("/account/activity/all?user=" + made.getId())
                .then()
                .body("events.event", hasItem("provisioned"))
                .body("events.event", hasItem("deleted"));
    }

    @Test
    void usersAreFoundByFiltersPageByPage() throws ScimException {
        for (int i = 0; i < 5; i++) {
            scim.create(USERS, Provisioning.user(mark + i));
        }
        String filter = Filter.and(Filter.sw("userName", mark), Filter.eq("active", true))
                .toString();
        ListResponse<UserResource> page =
                scim.searchRequest(USERS).filter(filter).page(2, 2).invoke(UserResource.class);
        assertEquals(5, page.getTotalResults());
        assertEquals(2, page.getItemsPerPage());
        assertEquals(2, page.getStartIndex());
        assertEquals(2, page.getResources().size());
        ListResponse<UserResource> narrow = scim.searchRequest(USERS)
                .filter("emails[type eq \"work\" and value sw \"" + mark + "3\"]")
                .attributes("userName")
                .invoke(UserResource.class);
        UserResource only = narrow.getResources().getFirst();
        assertEquals(mark + "3", only.getUserName());
        assertNull(only.getEmails());
        assertTrue(only.getId() != null);
        assertEquals(
                "invalidFilter",
                assertThrows(
                                BadRequestException.class,
                                () -> scim.searchRequest(USERS)
                                        .filter("password eq \"x\"")
                                        .invoke(UserResource.class))
                        .getScimError()
                        .getScimType());
    }

    @Test
    void aNameIsGivenOnce() throws ScimException {
        scim.create(USERS, Provisioning.user(mark));
        ResourceConflictException refused = assertThrows(
                ResourceConflictException.class,
                () -> scim.create(USERS, Provisioning.user(mark.toUpperCase(Locale.ROOT))));
        assertEquals("uniqueness", refused.getScimError().getScimType());
        assertEquals(409, refused.getScimError().getStatus());
    }

    @Test
    void whatWidespreadClientsSendIsUnderstood() {
        Response made = provisioning
                .call()
                .body("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\","
                        + "\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"],\"userName\":\"" + mark
                        + "@example.org\",\"active\":true,\"title\":\"x\",\"emails\":[{\"primary\":true,\"type\":\"work\","
                        + "\"value\":\"" + mark + "@example.org\"}],\"meta\":{\"resourceType\":\"User\"}}")
                .post("/scim/v2/Users");
        made.then()
                .statusCode(201)
                .contentType(startsWith("application/scim+json"))
                .body("userName", equalTo(mark + "@example.org"));
        String id = made.path("id");
        assertEquals(gatehouse.issuer() + "/scim/v2/Users/" + id, made.header("Location"));
        provisioning
                .call()
                .body("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":["
                        + "{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"},"
                        + "{\"op\":\"Add\",\"path\":\"emails[type eq \\\"work\\\"].value\",\"value\":\"" + mark
                        + "@new.example.org\"},{\"op\":\"replace\",\"value\":{\"displayName\":\"Ada L\"}}]}")
                .patch("/scim/v2/Users/" + id)
                .then()
                .statusCode(200)
                .body("active", equalTo(false))
                .body("emails.value", contains(mark + "@new.example.org"))
                .body("displayName", equalTo("Ada L"));
        provisioning
                .call()
                .queryParam("filter", "userName eq \"" + mark.toUpperCase(Locale.ROOT) + "@example.org\"")
                .get("/scim/v2/Users")
                .then()
                .statusCode(200)
                .body("totalResults", equalTo(1))
                .body("Resources[0].id", equalTo(id));
    }

    @Test
    void aSearchTakesInItsBodyWhatAListTakesInItsAddress() throws ScimException {
        for (int i = 0; i < 3; i++) {
            scim.create(USERS, Provisioning.user(mark + i));
        }
        ListResponse<UserResource> found = scim.searchRequest(USERS)
                .filter("userName sw \"" + mark + "\"")
                .sort("userName", SortOrder.DESCENDING)
                .page(2, 2)
                .attributes("userName")
                .invokePost(UserResource.class);
        assertEquals(3, found.getTotalResults());
        assertEquals(
                List.of(mark + "1", mark + "0"),
                found.getResources().stream().map(UserResource::getUserName).toList());
        assertNull(found.getResources().getFirst().getEmails());
        provisioning
                .call()
                .body(
                        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:SearchRequest\"],\"filter\":\"displayName eq \\\""
                                + mark + "\\\"\",\"count\":0}")
                .post("/scim/v2/Groups/.search")
                .then()
                .statusCode(200)
                .body("totalResults", equalTo(0));
        for (String wrong : List.of(
                "{\"count\":\"2\"}", "{\"attributes\":\"id\"}", "{\"sortBy\":\"password\"}", "{\"filter\":7}")) {
            provisioning
                    .call()
                    .body(wrong)
                    .post("/scim/v2/Users/.search")
                    .then()
                    .statusCode(400)
                    .body("scimType", equalTo("invalidValue"));
        }
    }
}
