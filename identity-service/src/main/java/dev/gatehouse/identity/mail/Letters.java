package dev.gatehouse.identity.mail;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Writes what users are told, in their language. Links lead to the public origin, whoever asked and by which name. */
@Singleton
public class Letters {
    /** The same in every language. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final String origin;

    Letters(@ConfigProperty(name = "gatehouse.issuer") String issuer) {
        origin = issuer;
    }

    public Letter confirmAddress(Recipient to, String token) {
        LetterTexts texts = texts(to);
        return letter(
                to,
                texts.confirmAddressSubject(),
                texts.confirmAddress(),
                link("/account/email/confirmation", token),
                texts.confirmAddressNote());
    }

    public Letter confirmNewAddress(Recipient to, String token) {
        LetterTexts texts = texts(to);
        return letter(
                to,
                texts.confirmNewAddressSubject(),
                texts.confirmNewAddress(),
                link("/account/email/confirmation", token),
                texts.confirmNewAddressNote());
    }

    /** To the old address. */
    public Letter changingAddress(Recipient to) {
        LetterTexts texts = texts(to);
        return letter(
                to,
                texts.changingAddressSubject(),
                texts.changingAddress(),
                null,
                recover(texts.changingAddressNote()));
    }

    public Letter resetPassword(Recipient to, String token, Duration lifetime) {
        LetterTexts texts = texts(to);
        return letter(
                to,
                texts.resetPasswordSubject(),
                texts.resetPassword(),
                link("/recovery/password", token),
                texts.resetPasswordNote(lifetime.toMinutes()));
    }

    /** Two ways to the same: {@code code} is typed in the browser that asked, the link is opened there. */
    public Letter signIn(Recipient to, String token, String code, Duration lifetime) {
        LetterTexts texts = texts(to);
        return letter(
                to,
                texts.signInSubject(),
                texts.signIn(code),
                link("/login/email/link", token),
                texts.signInNote(lifetime.toMinutes()));
    }

    /** To who has asked to sign in by mail, and gets codes by mail as a second factor. */
    public Letter signInByPassword(Recipient to) {
        LetterTexts texts = texts(to);
        return letter(
                to, texts.signInByPasswordSubject(), texts.signInByPassword(), null, texts.confirmNewAddressNote());
    }

    /** A code that is typed beside the password. */
    public Letter factorCode(Recipient to, String code, Duration lifetime) {
        LetterTexts texts = texts(to);
        return letter(
                to,
                texts.factorCodeSubject(),
                texts.factorCode(code),
                null,
                recover(texts.factorCodeNote(lifetime.toMinutes())));
    }

    public Letter passwordChanged(Recipient to) {
        LetterTexts texts = texts(to);
        return letter(
                to,
                texts.passwordChangedSubject(),
                texts.passwordChanged(),
                null,
                recover(texts.passwordChangedNote()));
    }

    /** @param address null where it is not known */
    public Letter accountChanged(Recipient to, AccountChange change, Instant at, @Nullable String address) {
        LetterTexts texts = texts(to);
        String what = change.in(texts);
        String text = texts.accountChanged(what, TIME.format(at), address == null ? texts.unknown() : address);
        return letter(to, what, text, null, recover(texts.accountChangedNote()));
    }

    /**
     * @param left how many recovery codes are left
     * @param address null where it is not known
     */
    public Letter recoveryCodeUsed(Recipient to, String left, Instant at, @Nullable String address) {
        LetterTexts texts = texts(to);
        return letter(
                to,
                texts.recoveryCodeUsedSubject(),
                texts.recoveryCodeUsed(left, TIME.format(at), address == null ? texts.unknown() : address),
                null,
                recover(texts.recoveryCodeUsedNote()));
    }

    /** To the old address. A recovery would go to the new one, so none is spoken of. */
    public Letter addressChanged(Recipient to) {
        LetterTexts texts = texts(to);
        return letter(to, texts.addressChangedSubject(), texts.addressChanged(), null, texts.addressChangedNote());
    }

    /** @param program such as {@code Firefox (Linux)}; null where it is not known, as is an address */
    public Letter newDevice(Recipient to, Instant at, @Nullable String program, @Nullable String address) {
        LetterTexts texts = texts(to);
        String text = texts.newDevice(
                TIME.format(at),
                program == null ? texts.unknown() : program,
                address == null ? texts.unknown() : address);
        return letter(to, texts.newDeviceSubject(), text, null, recover(texts.newDeviceNote()));
    }

    private static LetterTexts texts(Recipient to) {
        return switch (to.language()) {
            case ENGLISH -> MessageBundles.get(LetterTexts.class);
            case GERMAN ->
                MessageBundles.get(
                        LetterTexts.class, Localized.Literal.of(to.language().tag()));
        };
    }

    private static Letter letter(Recipient to, String subject, String text, @Nullable String link, String note) {
        return new Letter(to, texts(to).greeting(to.username()), subject, text, link, note);
    }

    private String link(String path, String token) {
        return origin + path + "?token=" + token;
    }

    private String recover(String note) {
        return note + " " + origin + "/recovery";
    }
}
