package dev.gatehouse.identity.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.identity.group.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MembersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final List<Integer> read = new ArrayList<>();

    @Test
    void allAreWrittenAndNoMoreThanAThousandReadAtATime() throws Exception {
        JsonNode members = written(2500, Selection.ALL);
        assertEquals(2500, members.size());
        assertEquals(
                JSON.readTree("{\"value\":\"" + new UUID(0, 1) + "\",\"display\":\"u1\",\"type\":\"User\"}"),
                members.get(0));
        assertEquals(
                new UUID(0, 2500).toString(), members.get(2499).path("value").asText());
        assertEquals(List.of(1000, 1000, 500), read);
    }

    @Test
    void pagesThatAreFullEndToo() throws Exception {
        assertEquals(1000, written(1000, Selection.ALL).size());
        assertEquals(0, written(0, Selection.ALL).size());
        assertEquals(List.of(1000, 0, 0), read);
    }

    @Test
    void ofEachThePartIsShownThatIsAskedFor() throws Exception {
        JsonNode value = JSON.readTree("{\"value\":\"" + new UUID(0, 1) + "\"}");
        assertEquals(value, written(1, Selection.of("members.value", null)).get(0));
        assertEquals(
                value,
                written(1, Selection.of(null, "members.display,members.type")).get(0));
        assertEquals(3, written(1, Selection.of("members", null)).get(0).size());
    }

    private JsonNode written(int count, Selection selection) throws Exception {
        Members.Pages pages = (after, limit) -> {
            List<Group.Member> page = LongStream.rangeClosed(after.getLeastSignificantBits() + 1, count)
                    .limit(limit)
                    .mapToObj(i -> new Group.Member(new UUID(0, i), "u" + i))
                    .toList();
            read.add(page.size());
            return page;
        };
        ObjectNode group = JsonNodeFactory.instance.objectNode();
        group.putPOJO("members", new Members(pages, selection));
        return JSON.readTree(JSON.writeValueAsString(selection.of(group))).path("members");
    }
}
