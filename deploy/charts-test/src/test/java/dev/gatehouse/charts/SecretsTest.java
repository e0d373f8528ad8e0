package dev.gatehouse.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import dev.gatehouse.charts.setup.Charts;
import dev.gatehouse.charts.setup.Cluster;
import dev.gatehouse.charts.setup.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Secrets are made up once, each as its service needs it, and then stay. */
class SecretsTest {
    private static final Set<String> KEYS = Set.of(
            "GATEHOUSE_FACTORS_SEALING_KEYS",
            "GATEHOUSE_THROTTLE_DEVICE_KEY",
            "GATEHOUSE_TOKEN_KEYS_SEALING_KEYS",
            "GATEHOUSE_TOKEN_REFRESH_KEY",
            "GATEHOUSE_OAUTH_CONNECT_ENCRYPTION_KEY");
    private static final Set<String> NAMES = Set.of("GATEHOUSE_ADMIN_USERNAME", "username", "url");

    @Test
    void eachHasTheFormAndTheLengthThatItsServiceAsksFor() throws Exception {
        try (Cluster cluster = cluster()) {
            install(cluster);
            var seen = new HashSet<String>();
            cluster.secrets()
                    .forEach(data -> data.properties().forEach(entry -> {
                        String value = text(entry.getValue());
                        if (KEYS.contains(entry.getKey())) {
                            assertEquals(32, Base64.getDecoder().decode(value).length, entry.getKey());
                        } else if (!NAMES.contains(entry.getKey())) {
                            assertTrue(value.matches("[A-Za-z0-9]{43}"), entry.getKey());
                        }
                        assertTrue(NAMES.contains(entry.getKey()) || seen.add(value), "no two are the same");
                    }));
            assertEquals(
                    "redis://:" + text(cluster.secrets().path("gatehouse-redis").path("password"))
                            + "@gatehouse-redis:6379",
                    text(cluster.secrets().path("gatehouse-redis").path("url")));
            assertEquals(
                    "token",
                    text(cluster.secrets()
                            .path("gatehouse-token-service-database")
                            .path("username")));
        }
    }

    @Test
    void anUpgradeChangesNone() throws Exception {
        try (Cluster cluster = cluster()) {
            install(cluster);
            JsonNode before = cluster.secrets();
            assertEquals(8, before.size());
            upgrade(cluster);
            assertEquals(
                    5,
                    cluster.object("deployments", "gatehouse-token-service")
                            .path("spec")
                            .path("replicas")
                            .asInt());
            assertEquals(before, cluster.secrets());
        }
    }

    @Test
    void theyOutliveTheReleaseAndTheNextOneTakesThemOn() throws Exception {
        try (Cluster cluster = cluster()) {
            install(cluster);
            JsonNode before = cluster.secrets();
            Helm.uninstall(Charts.RELEASE)
                    .withNamespace(Charts.NAMESPACE)
                    .withKubeConfigContents(cluster.kubeConfig())
                    .call();
            assertEquals(before, cluster.secrets());
            install(cluster);
            assertEquals(before, cluster.secrets());
        }
    }

    /** A version that needs one more makes that one up. */
    @Test
    void whatIsMissingIsMadeUpBesideTheRest() throws Exception {
        try (Cluster cluster = cluster()) {
            install(cluster);
            JsonNode before = cluster.secrets();
            ((ObjectNode) cluster.object("secrets", "gatehouse-oauth-service").path("data"))
                    .remove("GATEHOUSE_OAUTH_SUBJECT_SALT");
            upgrade(cluster);
            JsonNode after = cluster.secrets().path("gatehouse-oauth-service");
            before.path("gatehouse-oauth-service").properties().forEach(entry -> {
                if (entry.getKey().equals("GATEHOUSE_OAUTH_SUBJECT_SALT")) {
                    assertTrue(text(after.path(entry.getKey())).matches("[A-Za-z0-9]{43}"));
                    assertNotEquals(entry.getValue(), after.path(entry.getKey()));
                } else {
                    assertEquals(entry.getValue(), after.path(entry.getKey()));
                }
            });
        }
    }

    private static Cluster cluster() throws IOException {
        return Cluster.knowing(Scenario.example("minimal").manifests());
    }

    private static void install(Cluster cluster) {
        new Helm(Charts.folder(Charts.ALL))
                .install()
                .withName(Charts.RELEASE)
                .withNamespace(Charts.NAMESPACE)
                .withKubeConfigContents(cluster.kubeConfig())
                .disableOpenApiValidation()
                .withValuesFile(Charts.example("minimal"))
                .call();
    }

    private static void upgrade(Cluster cluster) {
        new Helm(Charts.folder(Charts.ALL))
                .upgrade()
                .withName(Charts.RELEASE)
                .withNamespace(Charts.NAMESPACE)
                .withKubeConfigContents(cluster.kubeConfig())
                .disableOpenApiValidation()
                .withValuesFile(Charts.example("minimal"))
                .set("token-service.replicas", 5)
                .call();
    }

    private static String text(JsonNode encoded) {
        return new String(Base64.getDecoder().decode(encoded.asText()), StandardCharsets.UTF_8);
    }
}
