package dev.gatehouse.identity.home;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.page.SentForm;
import dev.gatehouse.identity.page.FormField;
import dev.gatehouse.identity.page.FormField.Option;
import dev.gatehouse.identity.page.FormField.Options;
import dev.gatehouse.identity.profile.StandardClaims;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Between what is kept of a user and the fields of a form. */
@Singleton
class ProfileForm {
    private static final String ADDRESS = "address";
    /** Of the time zones, those that are named by a place. */
    private static final Set<String> REGIONS = Set.of(
            "Africa",
            "America",
            "Antarctica",
            "Arctic",
            "Asia",
            "Atlantic",
            "Australia",
            "Europe",
            "Indian",
            "Pacific");

    private final ObjectMapper json;

    ProfileForm(ObjectMapper json) {
        this.json = json;
    }

    /** Some fields under a heading. */
    public record Section(ProfileField.Group group, List<FormField> fields) {}

    /** What is kept; empty where nothing is. */
    Map<ProfileField, String> values(StandardClaims claims) {
        JsonNode tree = json.valueToTree(claims);
        var values = new EnumMap<ProfileField, String>(ProfileField.class);
        for (ProfileField field : ProfileField.values()) {
            JsonNode at = field.inAddress() ? tree.path(ADDRESS) : tree;
            values.put(field, at.path(field.name()).asText(""));
        }
        return values;
    }

    /** What was sent. */
    static Map<ProfileField, String> values(SentForm form) {
        var values = new EnumMap<ProfileField, String>(ProfileField.class);
        for (ProfileField field : ProfileField.values()) {
            values.put(field, field.meant(form.field(field.name(), field.longest())));
        }
        return values;
    }

    /** What differs, as a merge patch (RFC 7396). */
    ObjectNode patch(Map<ProfileField, String> before, Map<ProfileField, String> after) {
        ObjectNode patch = json.createObjectNode();
        after.forEach((field, value) -> {
            if (!value.equals(before.get(field))) {
                ObjectNode at = field.inAddress() ? patch.withObjectProperty(ADDRESS) : patch;
                if (value.isEmpty()) {
                    at.putNull(field.name());
                } else {
                    at.put(field.name(), value);
                }
            }
        });
        return patch;
    }

    /** @param wrong names of the fields that are */
    static List<Section> sections(Map<ProfileField, String> values, Set<String> wrong, Language language) {
        ProfileTexts texts = Texts.in(ProfileTexts.class, language);
        return Arrays.stream(ProfileField.Group.values())
                .map(group -> new Section(
                        group,
                        ProfileField.in(group).stream()
                                .map(field -> field(
                                        field,
                                        values.getOrDefault(field, ""),
                                        wrong.contains(field.name()) ? texts.profileWrong(field) : null,
                                        texts))
                                .toList()))
                .toList();
    }

    private static FormField field(ProfileField field, String value, @Nullable String error, ProfileTexts texts) {
        String hint = texts.profileHint(field).strip();
        return new FormField(
                field.name(),
                texts.profileField(field).strip(),
                field.type(value),
                value,
                field.autocomplete(),
                field.longest(),
                false,
                hint.isEmpty() ? null : hint,
                error,
                switch (field) {
                    case locale -> languages(value, texts);
                    case zoneinfo -> zones(value, texts);
                    default -> List.of();
                });
    }

    private static List<Options> languages(String value, ProfileTexts texts) {
        var options = new ArrayList<Option>();
        options.add(new Option("", texts.asTheBrowser(), value.isEmpty()));
        for (Language each : Language.values()) {
            options.add(new Option(each.tag(), each.ownName(), each.tag().equals(value)));
        }
        return List.of(new Options("", kept(options, value)));
    }

    private static List<Options> zones(String value, ProfileTexts texts) {
        var regions = new TreeMap<String, TreeSet<String>>();
        ZoneId.getAvailableZoneIds().stream()
                .filter(id -> REGIONS.contains(id.split("/", 2)[0]))
                .forEach(id -> regions.computeIfAbsent(id.split("/", 2)[0], region -> new TreeSet<>())
                        .add(id));
        var all = new ArrayList<Options>();
        var none = new ArrayList<>(List.of(
                new Option("", texts.notSaid(), value.isEmpty()), new Option("UTC", "UTC", value.equals("UTC"))));
        boolean placed = regions.values().stream().anyMatch(ids -> ids.contains(value));
        all.add(new Options("", placed ? none : kept(none, value)));
        regions.forEach((region, ids) -> all.add(new Options(
                region,
                ids.stream()
                        .map(id ->
                                new Option(id, id.substring(region.length() + 1).replace('_', ' '), id.equals(value)))
                        .toList())));
        return all;
    }

    /** With the one that is kept, also where it is not one of ours: saving changes nothing that the user did not touch. */
    private static List<Option> kept(List<Option> options, String value) {
        if (options.stream().anyMatch(Option::chosen)) {
            return options;
        }
        var more = new ArrayList<>(options);
        more.add(new Option(value, value, true));
        return more;
    }
}
