package dev.gatehouse.suite.setup;

import static io.restassured.RestAssured.given;

import com.unboundid.scim2.client.ScimService;
import com.unboundid.scim2.common.types.Email;
import com.unboundid.scim2.common.types.Name;
import com.unboundid.scim2.common.types.UserResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A client that may provision, and its calls: by a SCIM client of other makers, and by hand. */
public final class Provisioning {
    public static final String USERS = "/Users";
    public static final String GROUPS = "/Groups";
    private final Gatehouse gatehouse;
    private final String token;
    private final String mark = "scim" + UUID.randomUUID().toString().substring(0, 8);

    public Provisioning(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
        token = token(gatehouse, "scim");
    }

    /** The client of other makers. */
    public ScimService client() {
        return new ScimService(ClientBuilder.newClient()
                .register((ClientRequestFilter)
                        request -> request.getHeaders().putSingle("Authorization", "Bearer " + token))
                .target(gatehouse.issuer() + "/scim/v2"));
    }

    /** A call by hand. */
    public RequestSpecification call() {
        return gatehouse.bearer(token).contentType("application/scim+json");
    }

    /** What only this test's users and groups are called. */
    public String mark() {
        return mark;
    }

    /** With an address of that name. */
    public static UserResource user(String name) {
        return new UserResource()
                .setUserName(name)
                .setDisplayName("Ada Lovelace")
                .setName(new Name().setGivenName("Ada").setFamilyName("Lovelace"))
                .setEmails(List.of(new Email()
                        .setValue(name + "@example.org")
                        .setType("work")
                        .setPrimary(true)));
    }

    /** Of a client that acts for itself. */
    public static String token(Gatehouse gatehouse, String scope) {
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
