package dev.gatehouse.oauth.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides what users may see of a client; pure. */
final class ClientPageRules {
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_LOCALIZED = 8 * 1024;

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
        if (!ClientPages.translated(name)) {
            said.refused(
                    "localized",
                    "may have " + ClientPages.WITH_LANGUAGES.stream().sorted().toList() + ", each #language",
                    null);
            return;
        }
        String member = name.substring(0, name.indexOf('#'));
        var alone = new Said(Map.of(member, text == null ? "" : text), said.offered(), said.wrong());
        if (member.equals("client_name")) {
            alone.text(member, null, LONGEST_TEXT);
        } else {
            alone.address(member, null);
        }
    }
}
