package dev.gatehouse.suite.setup;

import dev.gatehouse.launcher.mail.MailSink;
import dev.gatehouse.launcher.mail.ReceivedMail;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What comes for one address. */
public record Mailbox(MailSink sink, String address) {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    private static final Pattern TOKEN = Pattern.compile("\\?token=([A-Za-z0-9_-]+)");

    /** The latest mail with these words in its subject; waited for. */
    public ReceivedMail await(String subject) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        while (System.nanoTime() < end) {
            for (ReceivedMail mail : all()) {
                if (mail.subject().contains(subject)) {
                    return mail;
                }
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("no mail about '" + subject + "' came to " + address + ", but " + all());
    }

    /** The latest first. */
    public List<ReceivedMail> all() {
        return sink.to(address);
    }

    /** The token in the link of the mail with these words in its subject. */
    public String token(String subject) throws InterruptedException {
        String text = await(subject).text();
        Matcher matcher = TOKEN.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no link in: " + text);
        }
        return matcher.group(1);
    }
}
