package dev.gatehouse.identity.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.identity.profile.StandardClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserPatchTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ADA = """
            {"userName":"ada","displayName":"Ada L","name":{"formatted":"Ada L","givenName":"Ada"},"active":true,
            "emails":[{"value":"ada@example.org","type":"work","primary":true}]}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{'op':'replace','path':'active','value':false} | false ada@example.org Ada Ada L",
                "{'op':'Replace','path':'active','value':'False'} | false ada@example.org Ada Ada L",
                "{'op':'replace','value':{'active':false}} | false ada@example.org Ada Ada L",
                "{'op':'REPLACE','value':{'ACTIVE':'false','name.givenName':'Eve'}} | false ada@example.org Eve Ada L",
                "{'op':'add','path':'name.givenName','value':'Eve'} | true ada@example.org Eve Ada L",
                "{'op':'replace','path':'name','value':{'givenName':'Eve'}} | true ada@example.org Eve Ada L",
                "{'op':'remove','path':'name.givenName'} | true ada@example.org null Ada L",
                "{'op':'replace','path':'name.givenName','value':null} | true ada@example.org null Ada L",
                "{'op':'replace','path':'displayName','value':'Eve'} | true ada@example.org Ada Eve",
                "{'op':'replace','path':'name.formatted','value':'Eve'} | true ada@example.org Ada Eve",
                "{'op':'remove','path':'displayName'} | true ada@example.org Ada Ada L",
                "{'op':'replace','path':'emails[type eq ~work~].value','value':'e@x.org'} | true e@x.org Ada Ada L",
                "{'op':'Add','path':'emails[type eq ~home~].value','value':'e@x.org'} | true ada@example.org Ada Ada L",
                "{'op':'add','path':'emails','value':[{'value':'e@x.org','primary':true}]} | true e@x.org Ada Ada L",
                "{'op':'add','path':'emails','value':[{'value':'e@x.org'}]} | true ada@example.org Ada Ada L",
                "{'op':'replace','path':'emails','value':[{'value':'e@x.org'}]} | true e@x.org Ada Ada L",
                "{'op':'replace','path':'emails.value','value':'e@x.org'} | true e@x.org Ada Ada L",
                "{'op':'remove','path':'emails[value eq ~ADA@example.org~]'} | true null Ada Ada L",
                "{'op':'remove','path':'emails[value eq ~other~]'} | true ada@example.org Ada Ada L",
                "{'op':'remove','path':'emails'} | true null Ada Ada L",
                "{'op':'add','path':'title','value':'Countess'} | true ada@example.org Ada Ada L",
                "{'op':'add','path':'NAME.HONORIFICPREFIX','value':'Dr'} | true ada@example.org Ada Ada L",
                "{'op':'add','path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department','value':'x'}"
                        + " | true ada@example.org Ada Ada L",
                "{'op':'add','value':{'id':'7','schemas':[],'name':{'givenName':'Eve'}}} | true ada@example.org Eve Ada L",
            })
    void aPatchChangesWhatItNames(String operation, String after) throws ScimRefusal, JsonProcessingException {
        ScimUser user = patched(operation);
        String said = user.active() + " " + user.email() + " " + user.claims().givenName() + " "
                + user.claims().name();
        assertEquals(after, said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{'op':'remove'} | noTarget",
                "{'op':'replace','path':'emails[value eq ~x~ or type eq ~y~].value','value':'z'} | noTarget",
                "{'op':'replace','path':'nothing','value':'x'} | invalidPath",
                "{'op':'replace','path':'userName.x','value':'x'} | invalidPath",
                "{'op':'replace','path':'name.zzz','value':'x'} | invalidPath",
                "{'op':'remove','path':'name.zzz'} | invalidPath",
                "{'op':'replace','value':{'name.zzz':'x'}} | invalidPath",
                "{'op':'replace','path':'emails.zzz','value':'x'} | invalidPath",
                "{'op':'replace','path':'emails[type eq ~work~].zzz','value':'x'} | invalidPath",
                "{'op':'replace','path':'userName[a pr]','value':'x'} | invalidPath",
                "{'op':'replace','path':'emails[','value':'x'} | invalidPath",
                "{'op':'replace','path':'emails[a gt ~b~].value','value':'x'} | invalidPath",
                "{'op':'replace','path':'id','value':'x'} | mutability",
                "{'op':'add','path':'groups','value':[]} | mutability",
                "{'op':'move','path':'userName','value':'x'} | invalidSyntax",
                "{'op':'add','value':'x'} | invalidValue",
                "{'op':'add','path':'emails','value':'x'} | invalidValue",
                "{'op':'add','path':'name','value':'x'} | invalidValue",
                "{'op':'replace','path':'active','value':'maybe'} | invalidValue",
                "{'op':'replace','path':'userName','value':7} | invalidValue",
                "{'op':'replace','path':'userName','value':'a\\u0000b'} | invalidValue",
            })
    void whatCannotBeIsRefused(String operation, String type) {
        assertEquals(
                type, assertThrows(ScimRefusal.class, () -> patched(operation)).type());
    }

    @Test
    void thereAreOneToAThousandOperations() throws JsonProcessingException {
        for (String none : new String[] {"{}", "{\"Operations\":[]}", "{\"Operations\":{}}"}) {
            ObjectNode body = (ObjectNode) JSON.readTree(none);
            assertThrows(ScimRefusal.class, () -> Operation.read(body));
        }
    }

    private static ScimUser patched(String operation) throws ScimRefusal, JsonProcessingException {
        ObjectNode user = (ObjectNode) JSON.readTree(ADA);
        // Quotes of a filter within a path are tildes here, those of JSON are single.
        String body = "{\"operations\":[" + operation.replace("'", "\"").replace("~", "\\\"") + "]}";
        ObjectNode patch = (ObjectNode) Attributes.canonical(JSON.readTree(body));
        UserPatch.apply(user, Operation.read(patch));
        return UserJson.read(user, StandardClaims.NONE);
    }
}
