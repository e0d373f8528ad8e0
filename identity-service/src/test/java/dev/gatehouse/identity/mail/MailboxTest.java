package dev.gatehouse.identity.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailboxTest {
    @ParameterizedTest
    @CsvSource({
        "Ada@Example.org, ada@example.org",
        "ada+lists@example.org, ada@example.org",
        "ada+a+b@example.org, ada@example.org",
        "+ada@example.org, +ada@example.org",
        "ada@xn--mller-kva.example, ada@m\u00fcller.example",
        "ada, ada"
    })
    void whatIsDeliveredTogetherIsOneMailbox(String address, String mailbox) {
        assertEquals(mailbox, Mailbox.of(address));
    }
}
