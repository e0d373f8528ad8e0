package dev.gatehouse.session.devices;

import dev.gatehouse.common.device.Device;
import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.page.Frame;
import dev.gatehouse.common.page.Framed;
import dev.gatehouse.common.page.HtmlPage;
import dev.gatehouse.common.page.Moment;
import dev.gatehouse.session.session.Session;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page in the language of its reader.
 *
 * @param toast what was done just now, null where nothing was
 */
record DevicesPage(@Nullable String toast, List<Shown> shown, String csrfToken) {
    /** What the visitor has just done. */
    enum Done {
        NOTHING,
        ONE,
        OTHERS
    }

    /** One of the list. */
    record Shown(
            String sid,
            String device,
            @Nullable String address,
            Moment created,
            Moment lastUsed,
            boolean remembered,
            boolean current) {}

    /** The templates; their names are those of the files. */
    @CheckedTemplate(basePath = "devices")
    static class Templates {
        private Templates() {}

        static native TemplateInstance devices(DevicesPage page);
    }

    /** Whether there are others than the one that the page is read on. */
    public boolean others() {
        return shown.stream().anyMatch(each -> !each.current());
    }

    /** @param sid of the session that the page is read in */
    static Response answer(Frame.Account account, List<Session> sessions, String sid, Done done) {
        Frame frame = Frame.here().of(account);
        Language language = frame.language();
        DevicesTexts texts = texts(language);
        Instant now = Instant.now();
        List<Shown> shown = sessions.stream()
                .map(session -> new Shown(
                        session.sid(),
                        device(session.device(), texts),
                        session.address(),
                        Moment.day(session.createdAt(), language),
                        Moment.ago(session.lastUsedAt(), now, language),
                        session.remembered(),
                        session.sid().equals(sid)))
                .toList();
        String toast = switch (done) {
            case NOTHING -> null;
            case ONE -> texts.oneDone();
            case OTHERS -> texts.othersDone();
        };
        var page = new DevicesPage(toast, shown, account.csrfToken());
        return HtmlPage.of(200, Framed.html(Templates.devices(page), frame)).build();
    }

    /** @param stored as {@link Device} tells it, in English */
    private static String device(String stored, DevicesTexts texts) {
        String[] words = stored.split(" on ", 2);
        if (words.length == 2) {
            return texts.device(words[0], words[1]);
        }
        return stored.equals(Device.of(null)) ? texts.unknown() : stored;
    }

    private static DevicesTexts texts(Language language) {
        return switch (language) {
            case ENGLISH -> MessageBundles.get(DevicesTexts.class);
            case GERMAN -> MessageBundles.get(DevicesTexts.class, Localized.Literal.of(language.tag()));
        };
    }
}
