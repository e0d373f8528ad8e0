package dev.gatehouse.oauth.connect;

import dev.gatehouse.common.oauth.FormParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** The answer of a provider that comes by a form (OAuth 2.0 Form Post Response Mode), as Apple's does; pure. */
final class FormReply {
    /** The name of the user, which Apple tells the first time alone, beside the ID token. */
    static final String USER = "user";

    private static final int LONGEST_USER = 1000;
    private static final Map<String, Integer> LONGEST = longest();
    private static final int LONGEST_NAME = 90;

    private FormReply() {}

    private static Map<String, Integer> longest() {
        var longest = new LinkedHashMap<String, Integer>();
        longest.put("state", 200);
        longest.put("code", 2000);
        longest.put("error", 200);
        longest.put(USER, LONGEST_USER);
        return longest;
    }

    /** What it says as a query; empty where it cannot be read. */
    static Optional<String> query(@Nullable String form) {
        FormParameters said;
        try {
            said = FormParameters.parse(form == null ? "" : form);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (said.repeated().stream().anyMatch(LONGEST::containsKey)) {
            return Optional.empty();
        }
        var kept = new LinkedHashMap<String, String>();
        for (Map.Entry<String, Integer> parameter : LONGEST.entrySet()) {
            String value = said.get(parameter.getKey());
            if (value == null || value.isEmpty()) {
                continue;
            }
            if (value.length() <= parameter.getValue()) {
                kept.put(parameter.getKey(), value);
            } else if (!parameter.getKey().equals(USER)) {
                return Optional.empty();
            }
        }
        return kept.isEmpty() ? Optional.empty() : Optional.of(FormParameters.encode(kept));
    }

    /** With the name that {@code said} has, which nobody has signed: it is what users could call themselves as well. */
    static UpstreamUser named(UpstreamUser user, @Nullable String said) {
        if (said == null || said.length() > LONGEST_USER) {
            return user;
        }
        try {
            if (!(JsonUtil.parseJson(said).get("name") instanceof Map<?, ?> name)) {
                return user;
            }
            var claims = new LinkedHashMap<>(user.claims());
            put(claims, "given_name", name.get("firstName"));
            put(claims, "family_name", name.get("lastName"));
            return new UpstreamUser(claims, user.idToken());
        } catch (JoseException e) {
            return user;
        }
    }

    private static void put(Map<String, @Nullable Object> claims, String claim, @Nullable Object said) {
        String text = UpstreamClaims.text(said, LONGEST_NAME);
        if (text != null) {
            claims.putIfAbsent(claim, text);
        }
    }
}
