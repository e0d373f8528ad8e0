package dev.gatehouse.launcher.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReceivedMailTest {
    @Test
    void theTextIsReadAndNotTheMarkup() throws IOException {
        ReceivedMail mail = read("""
                Subject: =?UTF-8?Q?Best=C3=A4tigen?=
                MIME-Version: 1.0
                Content-Type: multipart/alternative; boundary="x"

                --x
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                Gr=C3=BC=C3=9Fe
                --x
                Content-Type: text/html; charset=utf-8

                <p>Gruss</p>
                --x--
                """);
        assertEquals(new ReceivedMail("ada@example.test", "Bestätigen", "Grüße"), mail);
    }

    @Test
    void aMailOfOnePartIsReadToo() throws IOException {
        assertEquals(new ReceivedMail("ada@example.test", "", "one\ntwo"), read("MIME-Version: 1.0\n\none\ntwo\n"));
    }

    private static ReceivedMail read(String lines) throws IOException {
        byte[] data = lines.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        return ReceivedMail.read("ada@example.test", new ByteArrayInputStream(data));
    }
}
