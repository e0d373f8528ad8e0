package dev.gatehouse.oauth.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.FederatedIdentity;
import dev.gatehouse.oauth.provider.Registrations;
import dev.gatehouse.oauth.provider.UpstreamProvider;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamClaimsTest {
    private static final UpstreamProvider PLAIN = Registrations.openId("p", "https://id.example");

    private static UpstreamProvider kind(String kind, Map<String, @Nullable Object> more) {
        var members = new HashMap<String, @Nullable Object>(
                Map.of("name", "p", "kind", kind, "client_id", "c", "client_secret", "s"));
        members.putAll(more);
        return Registrations.of(members);
    }

    private static FederatedIdentity who(UpstreamProvider provider, Map<String, @Nullable Object> said) {
        return UpstreamClaims.identity(provider, said).orElseThrow();
    }

    @Test
    void standardClaimsAreTakenByTheirNames() {
        FederatedIdentity who = who(
                PLAIN,
                Map.of(
                        "sub",
                        "s",
                        "email",
                        "a@b",
                        "email_verified",
                        true,
                        "name",
                        "Ann Example",
                        "given_name",
                        "Ann",
                        "locale",
                        "de",
                        "preferred_username",
                        "ann",
                        "groups",
                        "admins"));
        assertEquals("s", who.subject());
        assertEquals("a@b", who.email());
        assertTrue(who.emailVerified());
        assertEquals("Ann Example", who.name());
        assertEquals("ann", who.preferredUsername());
        assertEquals(Map.of("given_name", "Ann", "locale", "de"), who.claims());
    }

    @Test
    void whatIsTooLongIsNotThere() {
        FederatedIdentity who = who(
                PLAIN,
                Map.of(
                        "sub",
                        "s",
                        "name",
                        "x".repeat(201),
                        "email",
                        "x".repeat(255),
                        "email_verified",
                        true,
                        "picture",
                        "x".repeat(501),
                        "nickname",
                        "a\0b"));
        assertNull(who.name());
        assertNull(who.email());
        assertFalse(who.emailVerified());
        assertEquals(Map.of(), who.claims());
        assertTrue(
                UpstreamClaims.identity(PLAIN, Map.of("sub", "x".repeat(256))).isEmpty());
        assertTrue(UpstreamClaims.identity(PLAIN, Map.of()).isEmpty());
        assertTrue(UpstreamClaims.identity(PLAIN, Map.of("sub", 7)).isEmpty());
    }

    @Test
    void aMappingSaysWhichClaimIsWhich() {
        UpstreamProvider provider = kind(
                "openid",
                Map.of(
                        "issuer",
                        "https://id.example",
                        "claims",
                        Map.of("email", "/contact/mail", "email_verified", "/contact/checked", "name", "cn")));
        FederatedIdentity who = who(
                provider,
                Map.of("sub", "s", "contact", Map.of("mail", "a@b", "checked", "true"), "cn", "Ann", "name", "other"));
        assertEquals("a@b", who.email());
        assertTrue(who.emailVerified());
        assertEquals("Ann", who.name());
    }

    /** Whoever administers a tenant of Microsoft's puts any address there, and {@code email_verified} if they like. */
    @ParameterizedTest
    @CsvSource({"email_verified, true, false", "xms_edov, true, true", "xms_edov, 1, true", "xms_edov, 0, false"})
    void microsoftVerifiesByTheDomainsOwner(String claim, String value, boolean verified) {
        UpstreamProvider provider = kind("microsoft", Map.of("tenant", "common"));
        assertEquals(
                verified,
                who(provider, Map.of("sub", "s", "email", "ceo@example.org", claim, value))
                        .emailVerified());
        assertEquals(
                verified,
                who(provider, Map.of("sub", "s", "email", "ceo@example.org", claim, number(value)))
                        .emailVerified());
    }

    private static Object number(String value) {
        return value.equals("true") ? (Object) true : (Object) Long.valueOf(value);
    }

    @Test
    void appleTellsTheNameBesideTheToken() {
        var user = new UpstreamUser(Map.of("sub", "s"), "t");
        String said =
                "{\"name\": {\"firstName\": \"Ann\", \"lastName\": \"Example\"}, \"email\": \"evil@example.org\"}";
        FederatedIdentity who = who(PLAIN, FormReply.named(user, said).claims());
        assertEquals("Ann Example", who.name());
        assertEquals(Map.of("given_name", "Ann", "family_name", "Example"), who.claims());
        assertNull(who.email());
        for (String other : new String[] {"", "x", "[]", "{\"name\": 1}", "{\"name\": {\"firstName\": 1}}"}) {
            assertNull(who(PLAIN, FormReply.named(user, other).claims()).name());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "state=s&code=c&user=u, state=s&code=c&user=u",
        "code=c&state=s&id_token=x, state=s&code=c",
        "state=s&error=user_cancelled_authorize, state=s&error=user_cancelled_authorize",
        "'',",
        "x=y,",
        "state=s&state=t,",
        "state=%zz,"
    })
    void aFormGoesOnAsAQuery(String form, @Nullable String query) {
        assertEquals(query, FormReply.query(form).orElse(null));
        assertTrue(FormReply.query("state=s&code=" + "c".repeat(2001)).isEmpty());
        assertEquals(
                "state=s&code=c",
                FormReply.query("state=s&code=c&user=" + "u".repeat(1001)).orElse(null));
    }

    @ParameterizedTest
    @CsvSource({
        "1893499200, 1893499200",
        "1, 1",
        // Its clock is ahead of ours; nobody proves anything in time to come.
        "1893499260, 1893499200",
        "1893499261, ",
        "0, ",
        "-1, "
    })
    void whenItWasProvedIsTold(long said, @Nullable Long second) {
        assertEquals(
                Optional.ofNullable(second).map(Instant::ofEpochSecond),
                UpstreamClaims.authTime(PLAIN, Map.of("auth_time", said), Instant.ofEpochSecond(1893499200)));
    }

    @Test
    void whatIsNoWholeSecondDoesNotTellIt() {
        for (Object said : List.of("1893499200", 1893499200.5, 1893499200.0, true, List.of(1893499200L), Map.of())) {
            assertEquals(
                    Optional.empty(),
                    UpstreamClaims.authTime(PLAIN, Map.of("auth_time", said), Instant.MAX.minusSeconds(99)));
        }
        assertEquals(Optional.empty(), UpstreamClaims.authTime(PLAIN, Map.of(), Instant.now()));
        // Its API says what it likes of a user.
        UpstreamProvider gitHub = kind("github", Map.of("client_secret", "s".repeat(40)));
        assertEquals(
                Optional.empty(), UpstreamClaims.authTime(gitHub, Map.of("auth_time", 1893499200L), Instant.now()));
    }

    @Test
    void whoWasToBeAskedAnewHasProvedItSinceThen() {
        Instant anew = Instant.parse("2030-01-01T12:00:00.5Z");
        assertEquals(Optional.empty(), ProviderSignIn.since(Optional.empty(), anew));
        assertEquals(Optional.empty(), ProviderSignIn.since(Optional.of(anew.minusSeconds(11)), anew));
        assertEquals(Optional.of(anew), ProviderSignIn.since(Optional.of(anew.minusSeconds(10)), anew));
        Instant later = anew.plusSeconds(30);
        assertEquals(Optional.of(later), ProviderSignIn.since(Optional.of(later), anew));
    }
}
