package dev.gatehouse.identity.mail;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that keeps what it gets; one for all tests. */
public final class MailServer implements QuarkusTestResourceLifecycleManager {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);
    private static final Pattern TOKEN = Pattern.compile("\\?token=([A-Za-z0-9_-]+)");
    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private @Nullable SMTPServer server;

    /** A mail as it arrived. */
    public record Arrived(String to, String from, String subject, String text, String html, String autoSubmitted) {
        /** The token in its link. */
        public String token() {
            Matcher matcher = TOKEN.matcher(text);
            if (!matcher.find()) {
                throw new AssertionError("no link in: " + text);
            }
            return matcher.group(1);
        }
    }

    @Override
    public Map<String, String> start() {
        var started = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .simpleMessageListener(new Listener())
                .build();
        started.start();
        server = started;
        return Map.of(
                "quarkus.mailer.host",
                InetAddress.getLoopbackAddress().getHostAddress(),
                "quarkus.mailer.port",
                Integer.toString(started.getPortAllocated()));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(MailServer.class));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop();
        }
    }

    /** The latest mail to {@code address} with these words in its subject, which is waited for. */
    public Arrived await(String address, String subject) throws InterruptedException {
        return await(address, subject, 1).getFirst();
    }

    /** As many of them, which are waited for, or more; the latest first. */
    public List<Arrived> await(String address, String subject, int count) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        synchronized (arrived) {
            while (about(address, subject).size() < count) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("no " + count + " about '" + subject + "' came; there are " + to(address));
                }
                arrived.wait(left);
            }
            return about(address, subject);
        }
    }

    private List<Arrived> about(String address, String subject) {
        return to(address).stream()
                .filter(mail -> mail.subject().contains(subject))
                .toList();
    }

    /** What came for {@code address}, the latest first. */
    public List<Arrived> to(String address) {
        return arrived.stream()
                .filter(mail -> mail.to().equalsIgnoreCase(address))
                .toList()
                .reversed();
    }

    private final class Listener implements SimpleMessageListener {
        @Override
        public boolean accept(String from, String recipient) {
            return true;
        }

        @Override
        public void deliver(String from, String recipient, InputStream data) throws IOException {
            try {
                var message = new MimeMessage(Session.getInstance(new Properties()), data);
                var parts = (MimeMultipart) message.getContent();
                var mail = new Arrived(
                        recipient,
                        message.getFrom()[0].toString(),
                        message.getSubject(),
                        parts.getBodyPart(0).getContent().toString().replace("\r\n", "\n"),
                        parts.getBodyPart(1).getContent().toString(),
                        message.getHeader("Auto-Submitted", ","));
                synchronized (arrived) {
                    arrived.add(mail);
                    arrived.notifyAll();
                }
            } catch (MessagingException e) {
                throw new UncheckedIOException(new IOException("a mail that cannot be read", e));
            }
        }
    }
}
