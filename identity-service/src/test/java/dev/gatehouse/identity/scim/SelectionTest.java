package dev.gatehouse.identity.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatIsAskedForIsShown() throws Exception {
        ObjectNode user = json("{'id':'1','schemas':['s'],'userName':'ada','name':{'givenName':'Ada','familyName':'L'},"
                + "'emails':[{'value':'a@x.org','type':'work'}]}");
        assertEquals(
                json("{'id':'1','schemas':['s'],'name':{'givenName':'Ada'},'emails':[{'value':'a@x.org'}]}"),
                shown(user, "NAME.givenname, emails.value", "id"));
        assertEquals(
                json("{'id':'1','schemas':['s'],'userName':'ada','name':{'familyName':'L'}}"),
                shown(user, null, "name.givenName,emails,id"));
        assertEquals(user, shown(user, "", null));
        assertEquals(
                json("{'id':'1','schemas':['s'],'userName':'ada'}"),
                shown(user, "urn:ietf:params:scim:schemas:core:2.0:User:userName", null));
    }

    @Test
    void whatIsDearToReadIsAskedForByNameOrLeftOutByName() throws ScimRefusal {
        assertTrue(Selection.ALL.shows("members"));
        assertFalse(Selection.ALL.wants("members"));
        assertTrue(Selection.of("Members.value", null).wants("members"));
        assertFalse(Selection.of("displayName", null).shows("members"));
        assertFalse(Selection.of(null, "MEMBERS").shows("members"));
        assertTrue(Selection.of(null, "members.display").shows("members"));
    }

    @Test
    void moreNamesThanThereAreAttributesAreRefused() {
        assertEquals(
                "invalidValue",
                assertThrows(ScimRefusal.class, () -> Selection.of("a,".repeat(501), null))
                        .type());
    }

    private static ObjectNode shown(ObjectNode resource, @Nullable String attributes, @Nullable String excluded)
            throws ScimRefusal {
        return Selection.of(attributes, excluded).of(resource);
    }

    private static ObjectNode json(String text) throws JsonProcessingException {
        return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    }
}
