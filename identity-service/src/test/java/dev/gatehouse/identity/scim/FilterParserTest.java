package dev.gatehouse.identity.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "userName eq \"bjensen\" | username eq bjensen",
                "USERNAME EQ \"bjensen\" | username eq bjensen",
                "name.familyName co \"O'Malley\" | name.familyname co O'Malley",
                "userName sw \"J\" | username sw J",
                "userName ew \"J\" | username ew J",
                "userName ne \"J\" | username ne J",
                "urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"J\" | username sw J",
                "urn:ietf:params:scim:schemas:core:2.0:User:name.givenName pr | name.givenname pr",
                "title pr | title pr",
                "meta.lastModified gt \"2011-05-13T04:42:34Z\" | meta.lastmodified gt 2011-05-13T04:42:34Z",
                "meta.lastModified ge \"2011\" | meta.lastmodified ge 2011",
                "meta.lastModified lt \"2011\" | meta.lastmodified lt 2011",
                "meta.lastModified le \"2011\" | meta.lastmodified le 2011",
                "active eq true | active eq true",
                "active eq FALSE | active eq false",
                "n eq 1 | n eq 1",
                "n eq -1.5 | n eq -1.5",
                "n eq null | n eq null",
                "a pr and b pr | (a pr & b pr)",
                "a pr or b pr | (a pr / b pr)",
                "a pr or b pr and c pr | (a pr / (b pr & c pr))",
                "a pr and b pr or c pr | ((a pr & b pr) / c pr)",
                "(a pr or b pr) and c pr | ((a pr / b pr) & c pr)",
                "a pr and b pr and c pr | (a pr & b pr & c pr)",
                "not (a pr) | !a pr",
                "not(a pr) | !a pr",
                "NOT (a pr or b pr) and c pr | (!(a pr / b pr) & c pr)",
                "((a pr)) | a pr",
                "emails[type eq \"work\"] | emails[type eq work]",
                "emails[type eq \"work\" and value co \"@example.com\"] | emails[(type eq work & value co @example.com)]",
                "emails[type eq \"work\"] or ims[type eq \"xmpp\"] | (emails[type eq work] / ims[type eq xmpp])",
                "emails [not (type eq \"work\")] | emails[!type eq work]",
                "a eq \"with \\\"quotes\\\" and \\\\\" | a eq with \"quotes\" and \\",
                "a eq \"\\u00e4\\/\" | a eq ä/",
                "a eq \"(x] or\" | a eq (x] or",
                "a eq \"\" | a eq",
                "not eq \"x\" | not eq x",
                "and pr | and pr",
                "$ref eq \"x\" | $ref eq x",
            })
    void whatTheGrammarHasIsRead(String text, String meaning) throws ScimRefusal {
        assertEquals(meaning, said(FilterParser.filter(text)).strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "userName",
                "userName eq",
                "userName eq bjensen",
                "userName eq \"bjensen",
                "userName eq 'bjensen'",
                "userName xx \"a\"",
                "userName pr \"a\"",
                "eq \"a\"",
                "a pr and",
                "a pr or or b pr",
                "and a pr",
                "(a pr",
                "a pr)",
                "()",
                "not a pr",
                "not (a pr",
                "not",
                "emails[type eq \"work\"",
                "emails[]",
                "emails[type eq \"work\"]]",
                "emails[type eq \"work\")",
                "[type eq \"work\"]",
                "a[b[c pr]]",
                "a eq \"\\x\"",
                "a eq \"\\u12\"",
                "a eq \"\\\"",
                "a eq 01",
                "a eq 1e400000000",
                "a..b pr",
                ".a pr",
                "1a pr",
                "a pr; drop table users",
                "a' pr",
                "a eq \"x\" \"y\"",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department pr",
                "a eq \"\u0000\"",
            })
    void whatItHasNotIsRefused(String text) {
        assertEquals(
                "invalidFilter",
                assertThrows(ScimRefusal.class, () -> FilterParser.filter(text)).type());
    }

    @Test
    void lengthDepthAndNumberHaveBounds() throws ScimRefusal {
        FilterParser.filter("(".repeat(20) + "a pr" + ")".repeat(20));
        refused("(".repeat(21) + "a pr" + ")".repeat(21));
        refused("(".repeat(1000));
        refused("a pr" + " or a pr".repeat(100));
        refused("a eq \"" + "x".repeat(2000) + "\"");
        FilterParser.filter("a eq \"" + "\\\"".repeat(990) + "\"");
    }

    @Test
    void aPathIsAnAttributeWithAFilterAndAPart() throws ScimRefusal {
        assertEquals(new PatchPath("username", null, null), FilterParser.path("userName"));
        assertEquals(new PatchPath("name", null, "givenname"), FilterParser.path("name.givenName"));
        assertEquals(
                new PatchPath("name", null, "givenname"),
                FilterParser.path("urn:ietf:params:scim:schemas:core:2.0:User:name.givenName"));
        PatchPath path = FilterParser.path("emails[type eq \"a]b\"].value");
        assertEquals("emails", path.attribute());
        assertEquals("value", path.sub());
        for (String bad : List.of("", "a.b.c", "a[", "a[b pr", "a[b pr]c", "a[b pr].", "a.b[c pr].d", "a b", "]a[")) {
            assertEquals(
                    "invalidPath",
                    assertThrows(ScimRefusal.class, () -> FilterParser.path(bad), bad)
                            .type());
        }
    }

    private static void refused(String text) {
        assertThrows(ScimRefusal.class, () -> FilterParser.filter(text));
    }

    private static String said(Filter filter) {
        return switch (filter) {
            case Filter.And(List<Filter> all) ->
                all.stream().map(FilterParserTest::said).collect(Collectors.joining(" & ", "(", ")"));
            case Filter.Or(List<Filter> any) ->
                any.stream().map(FilterParserTest::said).collect(Collectors.joining(" / ", "(", ")"));
            case Filter.Not(Filter inner) -> "!" + said(inner);
            case Filter.Present(String attribute) -> attribute + " pr";
            case Filter.OfOne(String attribute, Filter inner) -> attribute + "[" + said(inner) + "]";
            case Filter.Compare(String attribute, Filter.Op op, Filter.Value value) ->
                attribute + " " + op + " "
                        + switch (value) {
                            case Filter.Text(String text) -> text;
                            case Filter.Bool(boolean is) -> is;
                            case Filter.Number(var number) -> number;
                            case Filter.Null() -> "null";
                        };
        };
    }
}
