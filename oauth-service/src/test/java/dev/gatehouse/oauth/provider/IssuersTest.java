package dev.gatehouse.oauth.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuersTest {
    private static final String BASE = "https://login.microsoftonline.com/";
    private static final String OURS = "11111111-2222-3333-4444-555555555555";

    @ParameterizedTest
    @CsvSource({
        "common, OURS, OURS, true",
        "common, CONSUMERS, CONSUMERS, true",
        "organizations, OURS, OURS, true",
        "organizations, CONSUMERS, CONSUMERS, false",
        "consumers, CONSUMERS, CONSUMERS, true",
        "consumers, OURS, OURS, false",
        "common, CONSUMERS, OURS, false",
        "common, evil.example/x, evil.example/x, false",
        "common, {tenantid}, {tenantid}, false",
        "common, OURS, '', false",
        "OURS, OURS, OURS, true",
        "OURS, CONSUMERS, CONSUMERS, false"
    })
    void ofMicrosoft(String tenant, String issuing, String tid, boolean good) {
        var claims = new HashMap<String, @Nullable Object>();
        claims.put("iss", BASE + id(issuing) + "/v2.0");
        claims.put("tid", id(tid));
        assertEquals(
                good, Issuers.of(Preset.MICROSOFT, BASE + id(tenant) + "/v2.0").issued(claims));
    }

    private static String id(String name) {
        return name.equals("OURS") ? OURS : name.equals("CONSUMERS") ? Issuers.CONSUMERS : name;
    }

    @ParameterizedTest
    @CsvSource({"https://id.example, true", "https://id.example/, false", ", false"})
    void ofAnyOther(@Nullable String iss, boolean good) {
        var claims = new HashMap<String, @Nullable Object>(Map.of("tid", OURS));
        claims.put("iss", iss);
        assertEquals(good, Issuers.of(Preset.OPENID, "https://id.example").issued(claims));
    }
}
