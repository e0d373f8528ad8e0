package dev.gatehouse.launcher.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** A mail that came. @param text its part for those who read no HTML, in lines that end with {@code \n} */
public record ReceivedMail(String to, String subject, String text) {
    /** @throws IOException where it is none */
    static ReceivedMail read(String to, InputStream data) throws IOException {
        try {
            var message = new MimeMessage(Session.getInstance(new Properties()), data);
            String subject = message.getSubject();
            return new ReceivedMail(
                    to,
                    subject == null ? "" : subject,
                    text(message.getContent()).replace("\r\n", "\n").strip());
        } catch (MessagingException e) {
            throw new IOException("a mail that cannot be read", e);
        }
    }

    private static String text(Object content) throws MessagingException, IOException {
        if (!(content instanceof Multipart parts)) {
            return String.valueOf(content);
        }
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            if (part.isMimeType("text/plain") || part.isMimeType("multipart/*")) {
                return text(part.getContent());
            }
        }
        return "";
    }
}
