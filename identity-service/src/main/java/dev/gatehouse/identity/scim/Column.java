package dev.gatehouse.identity.scim;

import java.util.Locale;
import java.util.Map;

/**
 * Where the values of an attribute are.
 *
 * @param sql an expression; of {@code SET} a condition with {@code ?} in place of the id
 */
record Column(Kind kind, String sql) {
    enum Kind {
        /** Compared as keys: not caseExact. */
        NAME,
        /** As NAME, of users: what they are called by whoever provisions them, else the username. */
        USER_NAME,
        /** Compared as it is. */
        EXACT,
        BOOL,
        TIME,
        ID,
        /** Ids of which the attribute has several. */
        SET
    }

    static final Map<String, Column> USERS = Map.ofEntries(
            Map.entry("id", new Column(Kind.ID, "u.id")),
            Map.entry("externalid", new Column(Kind.EXACT, "u.external_id")),
            Map.entry("username", new Column(Kind.USER_NAME, "coalesce(u.provisioned_name_key, u.username_key)")),
            Map.entry("displayname", name("name")),
            Map.entry("name.formatted", name("name")),
            Map.entry("name.givenname", name("given_name")),
            Map.entry("name.familyname", name("family_name")),
            Map.entry("name.middlename", name("middle_name")),
            Map.entry("nickname", name("nickname")),
            Map.entry("profileurl", new Column(Kind.EXACT, "u.profile")),
            Map.entry("locale", name("locale")),
            Map.entry("timezone", name("zoneinfo")),
            Map.entry("active", new Column(Kind.BOOL, "(u.disabled_at is null)")),
            Map.entry("emails", new Column(Kind.NAME, "u.email_key")),
            Map.entry("emails.value", new Column(Kind.NAME, "u.email_key")),
            Map.entry("emails.type", only("email")),
            Map.entry("emails.primary", new Column(Kind.BOOL, "(u.email is not null)")),
            Map.entry("phonenumbers", name("phone_number")),
            Map.entry("phonenumbers.value", name("phone_number")),
            Map.entry("phonenumbers.type", only("phone_number")),
            Map.entry("addresses.formatted", name("formatted")),
            Map.entry("addresses.streetaddress", name("street_address")),
            Map.entry("addresses.locality", name("locality")),
            Map.entry("addresses.region", name("region")),
            Map.entry("addresses.postalcode", name("postal_code")),
            Map.entry("addresses.country", name("country")),
            Map.entry("groups", groups()),
            Map.entry("groups.value", groups()),
            Map.entry("meta.created", new Column(Kind.TIME, "u.created_at")),
            Map.entry("meta.lastmodified", new Column(Kind.TIME, "u.updated_at")));

    static final Map<String, Column> GROUPS = Map.of(
            "id", new Column(Kind.ID, "g.id"),
            "externalid", new Column(Kind.EXACT, "g.external_id"),
            "displayname", new Column(Kind.NAME, "g.name_key"),
            "members", members(),
            "members.value", members(),
            "meta.created", new Column(Kind.TIME, "g.created_at"),
            "meta.lastmodified", new Column(Kind.TIME, "g.updated_at"));

    /**
     * SQL to sort by an attribute. As the RFC wants it (RFC 7644, section 3.4.2.3), what has no value comes last, and first
     * where the order is descending; PostgreSQL's own way.
     */
    static String order(Map<String, Column> columns, String attribute, boolean descending) throws ScimRefusal {
        Column column = columns.get(FilterParser.withoutSchema(attribute).toLowerCase(Locale.ROOT));
        if (column == null || column.kind() == Kind.SET) {
            throw ScimRefusal.value(attribute + " is not an attribute that can be sorted by");
        }
        return column.sql() + (descending ? " desc, " : ", ");
    }

    private static Column name(String column) {
        return new Column(Kind.NAME, "identity.search_key(u." + column + ")");
    }

    /** There is one of each at most, and it is of this type. */
    private static Column only(String column) {
        return new Column(Kind.NAME, "case when u." + column + " is not null then 'work' end");
    }

    private static Column groups() {
        return new Column(Kind.SET, "u.id in (select m.user_id from identity.group_members m where m.group_id = ?)");
    }

    private static Column members() {
        return new Column(Kind.SET, "g.id in (select m.group_id from identity.group_members m where m.user_id = ?)");
    }
}
