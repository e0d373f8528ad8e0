package dev.gatehouse.launcher.mail;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** Takes mails to anyone by SMTP, from this machine alone, and keeps the latest of them in memory. */
public final class MailSink implements AutoCloseable {
    private static final int MOST = 500;
    private static final int LARGEST = 1024 * 1024;
    private final SMTPServer server;
    private final Deque<ReceivedMail> mails = new ArrayDeque<>();
    private volatile Consumer<ReceivedMail> reader = mail -> {};

    private MailSink() {
        server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .maxMessageSize(LARGEST)
                .simpleMessageListener(new Inbox())
                .build();
    }

    /** Listens on a port that is free. */
    public static MailSink open() {
        var sink = new MailSink();
        sink.server.start();
        return sink;
    }

    public String host() {
        return InetAddress.getLoopbackAddress().getHostAddress();
    }

    public int port() {
        return server.getPortAllocated();
    }

    /** From now on {@code reader} is shown each mail as it comes. */
    public void show(Consumer<ReceivedMail> reader) {
        this.reader = reader;
    }

    /** Those to {@code address}, the latest first. */
    public List<ReceivedMail> to(String address) {
        var found = new ArrayList<ReceivedMail>();
        synchronized (mails) {
            mails.stream().filter(mail -> mail.to().equalsIgnoreCase(address)).forEach(found::add);
        }
        return List.copyOf(found);
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Inbox implements SimpleMessageListener {
        @Override
        public boolean accept(String from, String recipient) {
            return true;
        }

        @Override
        public void deliver(String from, String recipient, InputStream data) throws IOException {
            ReceivedMail mail = ReceivedMail.read(recipient, data);
            synchronized (mails) {
                mails.addFirst(mail);
                if (mails.size() > MOST) {
                    mails.removeLast();
                }
            }
            reader.accept(mail);
        }
    }
}
