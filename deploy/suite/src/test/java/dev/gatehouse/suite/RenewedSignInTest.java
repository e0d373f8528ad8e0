package dev.gatehouse.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.suite.setup.Chromium;
import dev.gatehouse.suite.setup.ClientApplication;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.OAuthClient;
import dev.gatehouse.suite.setup.Person;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application demands that whoever is signed in does it again; the sign-in before is not the one. */
class RenewedSignInTest {
    private final Gatehouse gatehouse = Gatehouse.running();
    private final Person alice = gatehouse.register();
    private final ClientApplication application = new ClientApplication();
    private final OAuthClient client = gatehouse.confidentialClient(application.redirectUri());

    @AfterEach
    void stopTheApplication() {
        application.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prompt=login", "max_age=0"})
    void onlyASignInAfterTheRequestCounts(String demand) throws Exception {
        try (var browser = Chromium.open()) {
            browser.page().navigate(authorize());
            browser.signIn(alice);
            browser.decide("allow");
            assertTrue(hasCode(application.arrival()));
            browser.page().navigate(authorize());
            assertTrue(hasCode(application.arrival()), "the session will do");

            // A moment before the sign-in, as whoever sits at the device now may say.
            long before = Instant.now().minusSeconds(120).toEpochMilli();
            for (String more :
                    new String[] {"", "&login_after=" + before, "&login_after=" + before + "." + "A".repeat(43)}) {
                browser.page().navigate(authorize() + "&" + demand + more);
                browser.arrivesAt(gatehouse.issuer() + "/login");
                assertFalse(browser.page().isEditable("#username"), "the name is known");
            }
            String back = returnTo(browser.page().url());
            browser.page().navigate(gatehouse.issuer() + back);
            browser.arrivesAt(gatehouse.issuer() + "/login");

            browser.signIn(alice);
            assertTrue(hasCode(application.arrival()), "one sign-in is enough");
            browser.page().navigate(gatehouse.issuer() + back);
            assertTrue(hasCode(application.arrival()), "and loading the page anew asks no second time");
            browser.page().navigate(gatehouse.issuer() + back.replace("state=s", "state=other"));
            browser.arrivesAt(gatehouse.issuer() + "/login");
        }
    }

    private static boolean hasCode(URI arrival) {
        return arrival.getQuery().startsWith("code=");
    }

    private static String returnTo(String login) {
        String query = URI.create(login).getRawQuery();
        String value = query.substring(query.indexOf("return_to=") + "return_to=".length());
        String target = URLDecoder.decode(value, StandardCharsets.UTF_8);
        assertEquals(0, target.indexOf("/oauth2/authorize?"), target);
        return target;
    }

    private String authorize() {
        return gatehouse.issuer() + "/oauth2/authorize?response_type=code&client_id=" + client.id() + "&redirect_uri="
                + application.redirectUri() + "&scope=openid&state=s"
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
    }
}
