package dev.gatehouse.oauth.client;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides what users may see of a client; pure. */
final class ClientPageRules {
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_LOCALIZED = 8 * 1024;
    /** A language tag after the name (RFC 7591, section 2.2), roughly as of RFC 5646. */
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}");

    private static final Set<String> WITH_LANGUAGES =
            Set.of("client_name", "client_uri", "logo_uri", "tos_uri", "policy_uri");

    private ClientPageRules() {}

    static ClientPages check(Said said, ClientPages before) {
        JsonObject localized = said.object("localized", before.localized(), LONGEST_LOCALIZED);
        if (localized != null && said.names("localized")) {
            localized.members().forEach((name, text) -> localized(said, name, text));
        }
        return new ClientPages(
                said.address("client_uri", before.clientUri()),
                said.address("logo_uri", before.logoUri()),
                said.address("tos_uri", before.tosUri()),
                said.address("policy_uri", before.policyUri()),
                said.list("contacts", before.contacts(), 10, LONGEST_TEXT),
                localized,
                said.text("software_id", before.softwareId(), LONGEST_TEXT),
                said.text("software_version", before.softwareVersion(), LONGEST_TEXT));
    }

    private static void localized(Said said, String name, @Nullable Object text) {
        int cut = name.indexOf('#');
        boolean named = cut > 0
                && WITH_LANGUAGES.contains(name.substring(0, cut))
                && LANGUAGE.matcher(name.substring(cut + 1)).matches();
        if (!named) {
            said.refused(
                    "localized", "may have " + WITH_LANGUAGES.stream().sorted().toList() + ", each #language", null);
            return;
        }
        String member = name.substring(0, cut);
        var alone = new Said(Map.of(member, text == null ? "" : text), said.offered(), said.wrong());
        if (member.equals("client_name")) {
            alone.text(member, null, LONGEST_TEXT);
        } else {
            alone.address(member, null);
        }
    }
}
