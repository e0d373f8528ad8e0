package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
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
import com.unboundid.scim2.common.types.Email;
import com.unboundid.scim2.common.types.GroupResource;
import com.unboundid.scim2.common.types.Member;
import com.unboundid.scim2.common.types.Name;
import com.unboundid.scim2.common.types.UserResource;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Provisioning by a SCIM client of other makers, and by what other clients send. */
class ScimTest {
    private static final String USERS = "/Users";
    private static final String GROUPS = "/Groups";
    private static final String PASSWORD = "a password from elsewhere";
    private final Gatehouse gatehouse = Gatehouse.running();
    private final String token = token("scim");
    private final ScimService scim = new ScimService(ClientBuilder.newClient()
            .register(
                    (ClientRequestFilter) request -> request.getHeaders().putSingle("Authorization", "Bearer " + token))
            .target(gatehouse.issuer() + "/scim/v2"));
    private final String mark = "scim" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void aUserIsMadeChangedLockedAndErased() throws ScimException {
        UserResource made = scim.create(USERS, user(mark).setPassword(PASSWORD));
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
            scim.create(USERS, user(mark + i));
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
        scim.create(USERS, user(mark));
        ResourceConflictException refused = assertThrows(
                ResourceConflictException.class, () -> scim.create(USERS, user(mark.toUpperCase(Locale.ROOT))));
        assertEquals("uniqueness", refused.getScimError().getScimType());
        assertEquals(409, refused.getScimError().getStatus());
    }

    @Test
    void aGroupHasMembersWhoComeAndGo() throws ScimException {
        String one = scim.create(USERS, user(mark + "1")).getId();
        String two = scim.create(USERS, user(mark + "2")).getId();
        GroupResource group = scim.create(
                GROUPS, new GroupResource().setDisplayName(mark).setMembers(List.of(new Member().setValue(one))));
        GroupResource both = scim.modifyRequest(GROUPS, group.getId())
                .addValues("members", List.of(new Member().setValue(two)))
                .invoke(GroupResource.class);
        assertEquals(2, both.getMembers().size());
        gatehouse.asAdmin().get("/users?group=" + mark).then().body("users.size()", equalTo(2));
        assertEquals(
                mark,
                scim.retrieve(USERS, two, UserResource.class)
                        .getGroups()
                        .getFirst()
                        .getDisplay());
        GroupResource less = scim.modifyRequest(GROUPS, group.getId())
                .removeValues("members[value eq \"" + one + "\"]")
                .invoke(GroupResource.class);
        assertEquals(two, less.getMembers().getFirst().getValue());
        assertThrows(
                BadRequestException.class,
                () -> scim.modifyRequest(GROUPS, group.getId())
                        .addValues(
                                "members",
                                List.of(new Member().setValue(UUID.randomUUID().toString())))
                        .invoke(GroupResource.class));
        ListResponse<GroupResource> found = scim.searchRequest(GROUPS)
                .filter("displayName eq \"" + mark + "\" and members.value eq \"" + two + "\"")
                .excludedAttributes("members")
                .invoke(GroupResource.class);
        assertEquals(1, found.getTotalResults());
        assertNull(found.getResources().getFirst().getMembers());
        scim.delete(USERS, two);
        assertTrue(scim.retrieve(GROUPS, group.getId(), GroupResource.class)
                .getMembers()
                .isEmpty());
        scim.delete(GROUPS, group.getId());
        assertThrows(ResourceNotFoundException.class, () -> scim.retrieve(GROUPS, group.getId(), GroupResource.class));
    }

    @Test
    void itSaysWhatItCanDo() throws ScimException {
        assertTrue(scim.getServiceProviderConfig().getPatch().isSupported());
        assertEquals(2, scim.getResourceTypes().getTotalResults());
        assertEquals("/Users", scim.getResourceType("User").getEndpoint().toString());
        assertEquals(2, scim.getSchemas().getTotalResults());
        assertEquals(
                "User",
                scim.getSchema("urn:ietf:params:scim:schemas:core:2.0:User").getName());
    }

    @Test
    void whatWidespreadClientsSendIsUnderstood() {
        Response made = call().body("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\","
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
        call().body("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":["
                        + "{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"},"
                        + "{\"op\":\"Add\",\"path\":\"emails[type eq \\\"work\\\"].value\",\"value\":\"" + mark
                        + "@new.example.org\"},{\"op\":\"replace\",\"value\":{\"displayName\":\"Ada L\"}}]}")
                .patch("/scim/v2/Users/" + id)
                .then()
                .statusCode(200)
                .body("active", equalTo(false))
                .body("emails.value", contains(mark + "@new.example.org"))
                .body("displayName", equalTo("Ada L"));
        call().queryParam("filter", "userName eq \"" + mark.toUpperCase(Locale.ROOT) + "@example.org\"")
                .get("/scim/v2/Users")
                .then()
                .statusCode(200)
                .body("totalResults", equalTo(1))
                .body("Resources[0].id", equalTo(id));
    }

    @Test
    void whoeverProvisionsDoesNotBecomeAnAdministrator() {
        String root = gatehouse.asAdmin().get("/users/me").path("id");
        String patch = "{\"Operations\":[{\"op\":\"replace\",\"path\":\"password\",\"value\":\"" + PASSWORD + "\"}]}";
        call().body(patch).patch("/scim/v2/Users/" + root).then().statusCode(403);
        call().body("{\"userName\":\"" + mark + "\"}")
                .put("/scim/v2/Users/" + root)
                .then()
                .statusCode(403);
        call().delete("/scim/v2/Users/" + root).then().statusCode(403);
        gatehouse.asAdmin().get("/groups").then().statusCode(200);
    }

    @Test
    void refusalsHaveTheFormOfTheStandard() {
        call().body("{")
                .post("/scim/v2/Users")
                .then()
                .statusCode(400)
                .contentType(startsWith("application/scim+json"))
                .body("schemas", contains("urn:ietf:params:scim:api:messages:2.0:Error"))
                .body("status", equalTo("400"))
                .body("scimType", equalTo("invalidSyntax"));
        call().get("/scim/v2/Users/nobody").then().statusCode(404).body("status", equalTo("404"));
        gatehouse
                .bearer(token("notes:read"))
                .get("/scim/v2/Users")
                .then()
                .statusCode(403)
                .body("status", equalTo("403"));
        Person eve = gatehouse.register();
        gatehouse
                .bearer(gatehouse.signInForTokens(eve, "jwt").path("access_token"))
                .get("/scim/v2/Users")
                .then()
                .statusCode(403);
        gatehouse.bearer("nonsense").get("/scim/v2/Users").then().statusCode(401);
    }

    private UserResource user(String name) {
        return new UserResource()
                .setUserName(name)
                .setDisplayName("Ada Lovelace")
                .setName(new Name().setGivenName("Ada").setFamilyName("Lovelace"))
                .setEmails(List.of(new Email()
                        .setValue(name + "@example.org")
                        .setType("work")
                        .setPrimary(true)));
    }

    private RequestSpecification call() {
        return gatehouse.bearer(token).contentType("application/scim+json");
    }

    /** Of a client that acts for itself. */
    private String token(String scope) {
        Response client = gatehouse
                .asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "client_name",
                        "Provisioning",
                        "grant_types",
                        List.of("client_credentials"),
                        "scope",
                        scope,
                        "token_endpoint_auth_method",
                        "client_secret_basic"))
                .post("/clients");
        client.then().statusCode(201);
        Response granted = given().spec(gatehouse.origin())
                .header("Authorization", Gatehouse.basic(client.path("client_id"), client.path("client_secret")))
                .contentType(ContentType.URLENC)
                .formParam("grant_type", "client_credentials")
                .formParam("scope", scope)
                .post("/oauth2/token");
        granted.then().statusCode(200);
        return granted.path("access_token");
    }
}
