package dev.gatehouse.identity.home;

import java.util.Arrays;
import java.util.Locale;

/** What people can say about themselves on the page; the names are those of the claims. */
public enum ProfileField {
    name(Group.PERSON, "text", "name", 200),
    given_name(Group.PERSON, "text", "given-name", 100),
    family_name(Group.PERSON, "text", "family-name", 100),
    nickname(Group.PERSON, "text", "nickname", 100),
    birthdate(Group.PERSON, "date", "bday", 10),
    phone_number(Group.CONTACT, "tel", "tel", 40),
    website(Group.CONTACT, "url", "url", 500),
    street_address(Group.CONTACT, "text", "street-address", 300),
    postal_code(Group.CONTACT, "text", "postal-code", 40),
    locality(Group.CONTACT, "text", "address-level2", 100),
    country(Group.CONTACT, "text", "country-name", 100),
    locale(Group.HABITS, "select", "off", 35),
    zoneinfo(Group.HABITS, "select", "off", 60);

    private final Group group;
    private final String type;
    private final String autocomplete;
    private final int longest;

    ProfileField(Group group, String type, String autocomplete, int longest) {
        this.group = group;
        this.type = type;
        this.autocomplete = autocomplete;
        this.longest = longest;
    }

    /** Those that stand together. */
    public enum Group {
        PERSON,
        CONTACT,
        HABITS
    }

    static java.util.List<ProfileField> in(Group group) {
        return Arrays.stream(values()).filter(field -> field.group == group).toList();
    }

    /** As HTML has it. @param value what is shown: browsers show, and send, no date without a year or a day */
    String type(String value) {
        boolean otherDate = this == birthdate && !value.isEmpty() && !value.matches("[1-9]\\d{3}-\\d\\d-\\d\\d");
        return otherDate ? "text" : type;
    }

    String autocomplete() {
        return autocomplete;
    }

    int longest() {
        return longest;
    }

    /** Whether it is a part of the claim {@code address}. */
    boolean inAddress() {
        return switch (this) {
            case street_address, postal_code, locality, country -> true;
            default -> false;
        };
    }

    /** What is meant by what people type. */
    String meant(String typed) {
        String text = typed.strip();
        if (text.isEmpty()) {
            return text;
        }
        return switch (this) {
            case phone_number -> text.replaceAll("[\\s().\\-/]", "").replaceFirst("^00", "+");
            case website -> text.toLowerCase(Locale.ROOT).matches("https?:.*") ? text : "https://" + text;
            default -> text;
        };
    }
}
