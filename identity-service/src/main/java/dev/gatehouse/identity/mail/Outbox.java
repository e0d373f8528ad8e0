package dev.gatehouse.identity.mail;

import dev.gatehouse.common.measure.Tally;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Sends letters, without anyone waiting for it: a mail server that is away is tried a few times more, and fails nothing.
 * What a letter says, and to whom, is never logged.
 */
@Startup
@Singleton
public class Outbox {
    private static final Logger LOG = Logger.getLogger(Outbox.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofMinutes(1);
    private static final int RETRIES = 5;

    private final ReactiveMailer mailer;
    private final MailConfig config;
    private final String origin;
    /** Keeps what waits bounded. */
    private final Semaphore places;

    private final Tally<Outcome> tally;

    Outbox(
            ReactiveMailer mailer,
            MailConfig config,
            MeterRegistry registry,
            @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.mailer = mailer;
        this.config = config;
        origin = issuer;
        places = new Semaphore(config.queue());
        tally = Tally.of(registry, "gatehouse.mails", "Mails, by what became of them.", "outcome", Outcome.class);
        Gauge.builder("gatehouse.mails.waiting", this, Outbox::waiting)
                .description("Mails that wait to be sent, or to be tried again.")
                .register(registry);
        if (config.from().isEmpty()) {
            LOG.warn("gatehouse.mail.from is not set: no mail is sent");
        }
    }

    private enum Outcome {
        sent,
        /** After the last try. */
        given_up,
        /** Too many waited. */
        dropped
    }

    /** The templates; their names are those of the files. */
    @CheckedTemplate(basePath = "mail")
    static class Templates {
        private Templates() {}

        static native TemplateInstance text(Letter letter, String origin);

        static native TemplateInstance html(Letter letter, String origin);
    }

    /** Sends it soon. Best called from {@link Errands}: setting up a mail takes some time. */
    public void post(Letter letter) {
        if (config.from().isEmpty()) {
            return;
        }
        if (!places.tryAcquire()) {
            tally.count(Outcome.dropped);
            LOG.warn("a mail was dropped: too many wait to be sent");
            return;
        }
        Uni.createFrom()
                .deferred(() -> mailer.send(mail(letter, config.from().get())))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .invoke(failure -> LOG.infof("a mail was not sent yet: %s", deepest(failure)))
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LAST_RETRY)
                .atMost(RETRIES)
                .onTermination()
                .invoke(places::release)
                .subscribe()
                .with(sent -> tally.count(Outcome.sent), failure -> {
                    tally.count(Outcome.given_up);
                    // Not what the server says: it repeats addresses.
                    LOG.warnf("a mail could not be sent: %s", deepest(failure));
                });
    }

    /** Whether no letter waits or is under way. */
    boolean idle() {
        return waiting() == 0;
    }

    private int waiting() {
        return config.queue() - places.availablePermits();
    }

    private Mail mail(Letter letter, String from) {
        return Mail.withText(
                        letter.to().address(),
                        letter.subject(),
                        Templates.text(letter, origin).render())
                .setHtml(Templates.html(letter, origin).render())
                .setFrom(from)
                // So that no absence note answers (RFC 3834, section 5).
                .addHeader("Auto-Submitted", "auto-generated");
    }

    private static String deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName();
    }
}
