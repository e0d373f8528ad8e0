package dev.gatehouse.launcher.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.launcher.process.PrivateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are made up once. */
class SuiteSecretsTest {
    private static final List<String> KEYS =
            List.of(SuiteSecrets.TOKEN_SEALING_KEYS, SuiteSecrets.TOKEN_REFRESH_KEY, SuiteSecrets.OAUTH_ENCRYPTION_KEY);
    private final Path file;

    SuiteSecretsTest(@TempDir Path directory) {
        file = directory.resolve("secrets.properties");
    }

    @Test
    void theyAreKeptAndPrivate() throws Exception {
        SuiteSecrets made = SuiteSecrets.of(file);
        SuiteSecrets kept = SuiteSecrets.of(file);
        KEYS.forEach(name -> assertEquals(made.get(name), kept.get(name)));
        assertEquals(made.get(SuiteSecrets.ADMIN_PASSWORD), kept.get(SuiteSecrets.ADMIN_PASSWORD));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void keysHave32BytesAndNoTwoAreTheSame() {
        SuiteSecrets made = SuiteSecrets.of(file);
        KEYS.forEach(name -> assertEquals(32, Base64.getDecoder().decode(made.get(name)).length));
        assertEquals(KEYS.size(), KEYS.stream().map(made::get).distinct().count());
        assertTrue(made.get(SuiteSecrets.OAUTH_STATE_SECRET).length() >= 32);
        assertTrue(made.get(SuiteSecrets.OAUTH_MARK_SECRETS).length() >= 32);
        PrivateFiles.delete(file);
        assertNotEquals(made.get(SuiteSecrets.INTERNAL), SuiteSecrets.of(file).get(SuiteSecrets.INTERNAL));
    }

    @Test
    void whatHasAnotherNameNowStaysTheSame() throws Exception {
        Files.writeString(file, "GATEHOUSE_TOKEN_KEYS_ENCRYPTION_KEY=as-it-was\n");
        assertEquals("as-it-was", SuiteSecrets.of(file).get(SuiteSecrets.TOKEN_SEALING_KEYS));
        assertEquals("as-it-was", SuiteSecrets.of(file).get(SuiteSecrets.TOKEN_SEALING_KEYS));
    }

    /** A data directory of a version that did not know it. */
    @Test
    void whatIsMissingIsMadeUpBesideWhatIsThere() throws Exception {
        Files.writeString(file, "GATEHOUSE_OAUTH_CONNECT_STATE_SECRET=as-it-was\n");
        String made = SuiteSecrets.of(file).get(SuiteSecrets.OAUTH_MARK_SECRETS);
        SuiteSecrets kept = SuiteSecrets.of(file);
        assertEquals(made, kept.get(SuiteSecrets.OAUTH_MARK_SECRETS));
        assertEquals("as-it-was", kept.get(SuiteSecrets.OAUTH_STATE_SECRET));
    }

    @Test
    void aServiceIsGivenNoSecretOfAnother() {
        var all = java.util.Arrays.stream(Service.values())
                .flatMap(service -> service.secrets().stream())
                .toList();
        assertEquals(all.size(), all.stream().distinct().count());
    }
}
