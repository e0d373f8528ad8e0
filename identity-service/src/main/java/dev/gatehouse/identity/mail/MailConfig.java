package dev.gatehouse.identity.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Mails to users. The server that takes them is Quarkus' own setting: {@code quarkus.mailer.host} and its like. */
@ConfigMapping(prefix = "gatehouse.mail")
public interface MailConfig {
    /** The address that mails come from, such as {@code Example <no-reply@example.com>}; without it none are sent. */
    Optional<String> from();

    /** Mails that may wait to be sent; what comes when so many wait is dropped, with a warning. */
    @WithDefault("1000")
    int queue();

    /** For so long an address can be confirmed. */
    @WithDefault("P1D")
    Duration confirmationLifetime();

    /** For so long a lost password can be replaced. */
    @WithDefault("PT30M")
    Duration recoveryLifetime();

    /** Mails that can be asked for one account in a {@link #period()}. */
    @WithDefault("5")
    int perAccount();

    /** Recoveries that can be asked for from one network address in a {@link #period()}. */
    @WithDefault("30")
    int perAddress();

    /** Mails that ask for one address to be confirmed, whatever accounts it is given for, in a {@link #period()}. */
    @WithDefault("10")
    int perRecipient();

    /** The time that the bounds are about. */
    @WithDefault("PT1H")
    Duration period();
}
