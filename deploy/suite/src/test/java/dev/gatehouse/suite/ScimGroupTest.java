package dev.gatehouse.suite;

import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.scim2.client.ScimService;
import com.unboundid.scim2.common.exceptions.BadRequestException;
import com.unboundid.scim2.common.exceptions.ResourceNotFoundException;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.messages.ListResponse;
import com.unboundid.scim2.common.types.GroupResource;
import com.unboundid.scim2.common.types.Member;
import com.unboundid.scim2.common.types.UserResource;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Provisioning;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Provisioning of groups by a SCIM client of other makers. */
class ScimGroupTest {
    private static final String USERS = Provisioning.USERS;
    private static final String GROUPS = Provisioning.GROUPS;
    private final Gatehouse gatehouse = Gatehouse.running();
    private final Provisioning provisioning = new Provisioning(gatehouse);
    private final ScimService scim = provisioning.client();
    private final String mark = provisioning.mark();

    @Test
    void aGroupHasMembersWhoComeAndGo() throws ScimException {
        String one = scim.create(USERS, Provisioning.user(mark + "1")).getId();
        String two = scim.create(USERS, Provisioning.user(mark + "2")).getId();
        GroupResource group = scim.create(
                GROUPS, new GroupResource().setDisplayName(mark).setMembers(List.of(new Member().setValue(one))));
        GroupResource both = scim.modifyRequest(GROUPS, group.getId())
                .addValues("members", List.of(new Member().setValue(two)))
                .attributes("members")
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
                .attributes("members")
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
    void membersAreInListsAndInAnswersToPatchesOnlyWhereTheyAreNamed() throws ScimException {
        String one = scim.create(USERS, Provisioning.user(mark + "1")).getId();
        GroupResource group = scim.create(
                GROUPS, new GroupResource().setDisplayName(mark).setMembers(List.of(new Member().setValue(one))));
        assertEquals(1, group.getMembers().size());
        String filter = "displayName eq \"" + mark + "\"";
        provisioning
                .call()
                .queryParam("filter", filter)
                .get("/scim/v2/Groups")
                .then()
                .statusCode(200)
                .body("Resources[0].displayName", equalTo(mark))
                .body("Resources[0]", not(hasKey("members")));
        provisioning
                .call()
                .queryParam("filter", filter)
                .queryParam("attributes", "members.value")
                .get("/scim/v2/Groups")
                .then()
                .statusCode(200)
                .body("Resources[0]", not(hasKey("displayName")))
                .body("Resources[0].members", equalTo(List.of(Map.of("value", one))));
        provisioning
                .call()
                .get("/scim/v2/Groups/" + group.getId())
                .then()
                .statusCode(200)
                .body("members", equalTo(List.of(Map.of("value", one, "display", mark + "1", "type", "User"))));
        provisioning
                .call()
                .get("/scim/v2/Groups/" + group.getId() + "?excludedAttributes=members")
                .then()
                .statusCode(200)
                .body("$", not(hasKey("members")));
        String patch = "{\"Operations\":[{\"op\":\"replace\",\"path\":\"externalId\",\"value\":\"x\"}]}";
        String version = provisioning
                .call()
                .body(patch)
                .patch("/scim/v2/Groups/" + group.getId())
                .then()
                .statusCode(204)
                .body(emptyString())
                .extract()
                .header("ETag");
        provisioning
                .call()
                .body(patch)
                .header("If-Match", version)
                .patch("/scim/v2/Groups/" + group.getId() + "?attributes=externalId,members")
                .then()
                .statusCode(200)
                .body("externalId", equalTo("x"))
                .body("members.value", equalTo(List.of(one)));
    }

    @Test
    void aGroupOfThousandsIsReadWhole() {
        String lines = IntStream.range(0, 2300)
                .mapToObj(i -> "{\"username\":\"" + mark + "-" + i + "\"}\n")
                .collect(Collectors.joining());
        gatehouse
                .asAdmin()
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/users/import")
                .then()
                .statusCode(200);
        String id = provisioning
                .call()
                .body("{\"displayName\":\"" + mark + "\"}")
                .post("/scim/v2/Groups")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        for (int start = 1; start <= 2300; start += 200) {
            List<String> users = provisioning
                    .call()
                    .queryParam("filter", "userName sw \"" + mark + "-\"")
                    .queryParam("startIndex", start)
                    .queryParam("count", 200)
                    .queryParam("attributes", "id")
                    .get("/scim/v2/Users")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("Resources.id");
            String members =
                    users.stream().map(user -> "{\"value\":\"" + user + "\"}").collect(Collectors.joining(","));
            provisioning
                    .call()
                    .body("{\"Operations\":[{\"op\":\"add\",\"path\":\"members\",\"value\":[" + members + "]}]}")
                    .patch("/scim/v2/Groups/" + id)
                    .then()
                    .statusCode(204);
        }
        List<String> members = provisioning
                .call()
                .get("/scim/v2/Groups/" + id)
                .then()
                .statusCode(200)
                .extract()
                .path("members.value");
        assertEquals(2300, members.size());
        assertEquals(2300, Set.copyOf(members).size());
    }
}
