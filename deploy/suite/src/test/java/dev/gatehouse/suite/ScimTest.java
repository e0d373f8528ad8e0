package dev.gatehouse.suite;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.scim2.client.ScimService;
import com.unboundid.scim2.common.exceptions.ScimException;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Person;
import dev.gatehouse.suite.setup.Provisioning;
import org.junit.jupiter.api.Test;

/** What SCIM offers, to whom, and how it refuses. */
class ScimTest {
    private static final String PASSWORD = "a password from elsewhere";
    private final Gatehouse gatehouse = Gatehouse.running();
    private final Provisioning provisioning = new Provisioning(gatehouse);
    private final ScimService scim = provisioning.client();
    private final String mark = provisioning.mark();

    @Test
    void itSaysWhatItCanDo() throws ScimException {
        assertTrue(scim.getServiceProviderConfig().getPatch().isSupported());
        assertTrue(scim.getServiceProviderConfig().getSort().isSupported());
        assertEquals(2, scim.getResourceTypes().getTotalResults());
        assertEquals("/Users", scim.getResourceType("User").getEndpoint().toString());
        assertEquals(2, scim.getSchemas().getTotalResults());
        assertEquals(
                "User",
                scim.getSchema("urn:ietf:params:scim:schemas:core:2.0:User").getName());
    }

    @Test
    void whoeverProvisionsDoesNotBecomeAnAdministrator() {
        String root = gatehouse.asAdmin().get("/users/me").path("id");
        String patch = "{\"Operations\":[{\"op\":\"replace\",\"path\":\"password\",\"value\":\"" + PASSWORD + "\"}]}";
        provisioning.call().body(patch).patch("/scim/v2/Users/" + root).then().statusCode(403);
        provisioning
                .call()
                .body("{\"userName\":\"" + mark + "\"}")
                .put("/scim/v2/Users/" + root)
                .then()
                .statusCode(403);
        provisioning.call().delete("/scim/v2/Users/" + root).then().statusCode(403);
        gatehouse.asAdmin().get("/groups").then().statusCode(200);
    }

    @Test
    void refusalsHaveTheFormOfTheStandard() {
        provisioning
                .call()
                .body("{")
                .post("/scim/v2/Users")
                .then()
                .statusCode(400)
                .contentType(startsWith("application/scim+json"))
                .body("schemas", contains("urn:ietf:params:scim:api:messages:2.0:Error"))
                .body("status", equalTo("400"))
                .body("scimType", equalTo("invalidSyntax"));
        for (String query : new String[] {"startIndex=abc", "count=1.5"}) {
            provisioning
                    .call()
                    .get("/scim/v2/Users?" + query)
                    .then()
                    .statusCode(400)
                    .contentType(startsWith("application/scim+json"))
                    .body("scimType", equalTo("invalidValue"));
        }
        provisioning.call().get("/scim/v2/Users/nobody").then().statusCode(404).body("status", equalTo("404"));
        gatehouse
                .bearer(Provisioning.token(gatehouse, "notes:read"))
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
}
