package dev.gatehouse.oauth.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.problem.Problem.Violation;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderRulesTest {
    private static final String SECRET = "s".repeat(40);
    private static final Instant LATER = Instant.EPOCH.plusSeconds(60);

    /** Members as {@code a=b}, separated by spaces. */
    private static Map<String, @Nullable Object> members(String text) {
        var members = new HashMap<String, @Nullable Object>();
        for (String member : text.split(" ")) {
            String[] parts = member.split("=", 2);
            members.put(parts[0], parts.length == 1 ? null : parts[1]);
        }
        return members;
    }

    private static List<String> wrong(ProviderRules.Checked checked) {
        return assertInstanceOf(ProviderRules.Wrong.class, checked).violations().stream()
                .map(Violation::field)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "google, '', https://accounts.google.com, Google, profile email",
        "microsoft, tenant=common, https://login.microsoftonline.com/common/v2.0, Microsoft, profile email",
        "github, '', https://github.com, GitHub, read:user user:email",
        "github, base_url=https://git.example/, https://git.example, GitHub, read:user user:email",
        "gitlab, '', https://gitlab.com, GitLab, profile email",
        "gitlab, base_url=https://git.example, https://git.example, GitLab, profile email",
        "keycloak, base_url=https://k.example/auth/ realm=staff, https://k.example/auth/realms/staff, p, profile email",
        "openid, issuer=https://id.example/, https://id.example/, p, profile email"
    })
    void onlyWhatDiffersIsSaid(String kind, String places, String issuer, String displayName, String scope) {
        String said = "name=p client_id=c client_secret=" + SECRET + " kind=" + kind + " " + places;
        UpstreamProvider provider = Registrations.of(members(said.strip()));
        assertEquals(kind, provider.preset().value());
        assertEquals(issuer, provider.issuer());
        assertEquals(displayName, provider.displayName());
        assertEquals(scope, provider.scope().toString());
        assertTrue(provider.signOut().honoured());
        assertFalse(provider.signOut().offered());
    }

    @Test
    void appleTakesAKeyInPlaceOfASecret() {
        var members = members("name=p kind=apple client_id=org.example.web team_id=TEAM123456 key_id=KEY1234567");
        members.put("private_key", AppleKey.pem());
        UpstreamProvider provider = Registrations.of(members);
        assertEquals("https://appleid.apple.com", provider.issuer());
        assertEquals("TEAM123456", provider.credentials().teamId());
        assertFalse(provider.credentials().toString().contains("PRIVATE"));
    }

    @ParameterizedTest
    @CsvSource({
        "name=providers kind=google client_id=c client_secret=s, name",
        "name=P kind=google client_id=c client_secret=s, name",
        "kind=google client_id=c client_secret=s, name",
        "name=p kind=yahoo client_id=c client_secret=s, kind",
        "name=p client_id=c client_secret=s, issuer",
        "name=p client_id=c client_secret=s issuer=http://id.example, issuer",
        "name=p client_id=c client_secret=s issuer=https://a@id.example, issuer",
        "name=p client_id=c client_secret=s issuer=https://id.example?x=1, issuer",
        "name=p client_id=c client_secret=s issuer=id.example, issuer",
        "name=p kind=google client_id=c, client_secret",
        "name=p kind=github client_id=c client_secret=0123456789012345678901234567890, client_secret",
        "name=p kind=google client_secret=s, client_id",
        "name=p kind=google client_id=c client_secret=s issuer=https://id.example, issuer",
        "name=p kind=google client_id=c client_secret=s display=x, display",
        "name=p kind=microsoft client_id=c client_secret=s, tenant",
        "name=p kind=microsoft client_id=c client_secret=s tenant=example.com/x, tenant",
        "name=p kind=keycloak client_id=c client_secret=s base_url=https://k.example, realm",
        "name=p kind=keycloak client_id=c client_secret=s base_url=https://k.example realm=../x, realm",
        "name=p kind=keycloak client_id=c client_secret=s realm=x, base_url",
        "name=p kind=apple client_id=c client_secret=s team_id=T key_id=K, client_secret",
        "name=p kind=apple client_id=c private_key=x team_id=T key_id=K, private_key",
        "name=p kind=google client_id=c client_secret=s prompt=none, prompt",
        "name=p kind=google client_id=c client_secret=s scope=\"\"\", scope",
        "name=p kind=google client_id=c client_secret=s signs_out_there=yes, signs_out_there",
        "name=p kind=google client_id=c client_secret=s end_session_endpoint=http://x.example, end_session_endpoint",
        "name=p kind=google client_id=c client_secret=s claims=email, claims"
    })
    void whatCannotBeIsRefused(String said, String field) {
        assertTrue(wrong(Registrations.checked(members(said))).contains(field));
    }

    @Test
    void gitHubHasNoSignOutToLeadTo() {
        var members = members("name=p kind=github client_id=c client_secret=" + SECRET);
        members.put("signs_out_there", true);
        assertEquals(List.of("signs_out_there"), wrong(Registrations.checked(members)));
    }

    @Test
    void aChangeIsToWhatIsSaidAndNullTakesBack() {
        UpstreamProvider before = Registrations.of(
                members("name=p kind=google client_id=c client_secret=s display_name=G prompt=login scope=email"));
        UpstreamProvider after = changed(before, members("client_id=other"));
        assertEquals("other", after.credentials().clientId());
        assertEquals("s", after.credentials().clientSecret());
        assertEquals("login", after.prompt());
        assertNotEquals(before.version(), after.version());
        assertEquals(before.createdAt(), after.createdAt());
        assertEquals(LATER, after.updatedAt());
        UpstreamProvider taken = changed(after, members("prompt scope display_name"));
        assertNull(taken.prompt());
        assertEquals("profile email", taken.scope().toString());
        assertEquals("Google", taken.displayName());
    }

    /** Users are known by what this very provider calls them. */
    @ParameterizedTest
    @CsvSource({"name=q, name", "kind=gitlab, kind", "issuer=https://evil.example, issuer", "client_id, client_id"})
    void whatSaysWhichProviderItIsStays(String said, String field) {
        UpstreamProvider before = Registrations.openId("p", "https://id.example");
        assertEquals(List.of(field), wrong(ProviderRules.changed(new ProviderMetadata(members(said)), before, LATER)));
    }

    private static UpstreamProvider changed(UpstreamProvider before, Map<String, @Nullable Object> said) {
        return assertInstanceOf(
                        ProviderRules.Fine.class, ProviderRules.changed(new ProviderMetadata(said), before, LATER))
                .provider();
    }
}
