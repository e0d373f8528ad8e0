package dev.gatehouse.launcher.demo;

import java.util.Map;

/** With whom the demo signs in: a user, and a confidential client. */
record Accounts(String username, String password, String clientId, String clientSecret, String redirectUri) {

    /** @throws Unexpected where one is not noted */
    static Accounts of(Map<String, String> noted) {
        return new Accounts(
                named(noted, "ALICE_USERNAME"),
                named(noted, "ALICE_PASSWORD"),
                named(noted, "CLIENT_ID"),
                named(noted, "CLIENT_SECRET"),
                named(noted, "CLIENT_REDIRECT_URI"));
    }

    private static String named(Map<String, String> noted, String name) {
        String value = noted.get(name);
        if (value == null || value.isBlank()) {
            throw new Unexpected("the demo accounts", name, "nothing");
        }
        return value;
    }
}
