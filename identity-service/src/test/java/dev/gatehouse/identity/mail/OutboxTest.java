package dev.gatehouse.identity.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.language.Language;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@WithTestResource(value = MailServer.class, scope = TestResourceScope.GLOBAL)
@SuppressWarnings("NullAway.Init")
class OutboxTest {
    private final Letters letters;
    private final Outbox outbox;
    MailServer mails;

    @Inject
    OutboxTest(Letters letters, Outbox outbox) {
        this.letters = letters;
        this.outbox = outbox;
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyLetterIsWrittenInEveryLanguage(Language language) throws InterruptedException {
        List<Function<Recipient, Letter>> all = List.of(
                to -> letters.confirmAddress(to, "ght_x"),
                to -> letters.confirmNewAddress(to, "ght_x"),
                letters::changingAddress,
                to -> letters.resetPassword(to, "ght_x", Duration.ofMinutes(30)),
                letters::passwordChanged,
                to -> letters.newDevice(to, Instant.EPOCH, "Firefox (Linux)", "192.0.2.1"),
                to -> letters.newDevice(to, Instant.EPOCH, null, null));
        for (Function<Recipient, Letter> each : all) {
            var to = new Recipient(UUID.randomUUID() + "@example.org", "ada", language);
            Letter letter = each.apply(to);
            outbox.post(letter);
            MailServer.Arrived mail = mails.await(to.address(), letter.subject());
            assertTrue(
                    mail.text().startsWith(language == Language.GERMAN ? "Guten Tag ada," : "Hello ada,"), mail.text());
            assertFalse(mail.text().contains("{") || mail.html().contains("{"), mail.text());
            assertTrue(mail.html().contains("lang=\"" + language.tag() + "\""), mail.html());
            assertEquals("Gatehouse <gatehouse@example.org>", mail.from());
            assertEquals("auto-generated", mail.autoSubmitted());
        }
    }

    @Test
    void germanLettersKeepTheirUmlauts() throws InterruptedException {
        var to = new Recipient(UUID.randomUUID() + "@example.org", "ada", Language.GERMAN);
        outbox.post(letters.confirmAddress(to, "ght_x"));
        MailServer.Arrived mail = mails.await(to.address(), "Bestätigen Sie Ihre E-Mail-Adresse");
        assertTrue(mail.text().contains("bestätigen Sie auf dieser Seite"), mail.text());
        assertEquals("ght_x", mail.token());
    }

    @Test
    void whatUsersAreCalledIsNoMarkup() throws InterruptedException {
        var to = new Recipient(UUID.randomUUID() + "@example.org", "<b>ada</b>", Language.ENGLISH);
        outbox.post(letters.passwordChanged(to));
        MailServer.Arrived mail = mails.await(to.address(), "Your password was changed");
        assertTrue(mail.html().contains("&lt;b&gt;ada&lt;/b&gt;"), mail.html());
        assertTrue(mail.text().contains("Hello <b>ada</b>,"), mail.text());
    }

    @Test
    void linesOfTheTextStayLines() throws InterruptedException {
        var to = new Recipient(UUID.randomUUID() + "@example.org", "ada", Language.ENGLISH);
        outbox.post(letters.newDevice(to, Instant.EPOCH, "Firefox (Linux)", "192.0.2.1"));
        String text = mails.await(to.address(), "A new sign-in").text();
        assertTrue(text.contains("\nTime: 1970-01-01 00:00 UTC\n"), text);
        assertTrue(text.contains("\nProgram: Firefox (Linux)\n"), text);
    }
}
