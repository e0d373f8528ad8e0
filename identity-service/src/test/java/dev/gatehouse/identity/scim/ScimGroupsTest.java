package dev.gatehouse.identity.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.identity.group.GroupKeeping;
import dev.gatehouse.identity.group.MemberChange;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScimGroupsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID ONE = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final UUID TWO = UUID.fromString("00000000-0000-0000-0000-000000000002");

    @Test
    void membersComeAndGoInTheOrderOfTheOperations() throws Exception {
        GroupKeeping.Change change = change("{'op':'Add','path':'members','value':[{'value':'" + ONE + "'},{'value':'"
                + TWO + "','type':'User'}]},{'op':'remove','path':'members[value eq ~" + ONE + "~ or value eq ~" + TWO
                + "~]'},{'op':'Remove','path':'members','value':[{'value':'" + TWO
                + "'}]},{'op':'remove','path':'members'},{'op':'replace','value':{'members':[{'value':'" + ONE
                + "'}],'displayName':'Poets','externalId':'x'}}");
        assertEquals(
                List.of(
                        new MemberChange.Added(Set.of(ONE, TWO)),
                        new MemberChange.Removed(Set.of(ONE, TWO)),
                        new MemberChange.Removed(Set.of(TWO)),
                        new MemberChange.Exactly(Set.of()),
                        new MemberChange.Exactly(Set.of(ONE))),
                change.members());
        assertEquals(Optional.of("Poets"), change.name());
        assertEquals(Optional.of("x"), change.externalId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'add','path':'members','value':[{'value':'nobody'}]}",
                "{'op':'add','path':'members','value':'x'}",
                "{'op':'add','path':'members','value':[{'value':'00000000-0000-0000-0000-000000000001','type':'Group'}]}",
                "{'op':'remove','path':'members[display eq ~x~]'}",
                "{'op':'remove','path':'members[value sw ~0~]'}",
                "{'op':'remove','path':'displayName'}",
                "{'op':'replace','path':'displayName','value':7}",
                "{'op':'replace','path':'description','value':'x'}",
                "{'op':'replace','path':'id','value':'x'}",
            })
    void whatCannotBeIsRefused(String operation) {
        assertThrows(ScimRefusal.class, () -> change(operation));
    }

    private static GroupKeeping.Change change(String operations) throws ScimRefusal, JsonProcessingException {
        return ScimGroups.change(
                Operation.read((ObjectNode) Attributes.canonical(json("{'Operations':[" + operations + "]}"))));
    }

    private static ObjectNode json(String text) throws JsonProcessingException {
        return (ObjectNode) JSON.readTree(text.replace("'", "\"").replace("~", "\\\""));
    }
}
