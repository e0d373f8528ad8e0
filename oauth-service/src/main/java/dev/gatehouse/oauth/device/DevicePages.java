package dev.gatehouse.oauth.device;

import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.page.Frame;
import dev.gatehouse.common.page.Framed;
import dev.gatehouse.common.page.HtmlPage;
import dev.gatehouse.common.page.Moment;
import dev.gatehouse.oauth.device.Outcome.AskCode;
import dev.gatehouse.oauth.device.Outcome.AskUser;
import dev.gatehouse.oauth.page.ScopeText;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The pages on which users let devices in, in the language of whoever reads them. */
final class DevicePages {
    private static final String WITH_CODE = DeviceResource.PATH + "?" + Verification.USER_CODE + "=";

    private DevicePages() {}

    /** The templates; their names are those of the files. */
    @CheckedTemplate(basePath = "device")
    static class Templates {
        private Templates() {}

        static native TemplateInstance enter(AskCode form, String fault);

        static native TemplateInstance confirm(AskUser asked, Origin origin, List<String> scopes);

        static native TemplateInstance decided(String clientName);
    }

    /** Where a device's request came from, and when. @param address empty where it is not known */
    record Origin(String address, Moment asked) {}

    static Response enter(AskCode form) {
        Frame frame = Frame.here().at(form.userCode().isEmpty() ? DeviceResource.PATH : WITH_CODE + form.userCode());
        DeviceTexts texts = texts(frame.language());
        String fault = switch (form.fault()) {
            case NONE -> "";
            case MALFORMED -> texts.malformed();
            case UNKNOWN -> texts.unknown();
            case TOO_MANY -> texts.tooMany();
            case TOO_WEAK -> texts.tooWeak();
        };
        int status = switch (form.fault()) {
            case NONE -> 200;
            case MALFORMED, UNKNOWN -> 400;
            case TOO_MANY -> 429;
            case TOO_WEAK -> 403;
        };
        Response.ResponseBuilder answer = HtmlPage.of(status, Framed.html(Templates.enter(form, fault), frame));
        return (form.seconds() > 0 ? answer.header("Retry-After", form.seconds()) : answer).build();
    }

    /** @param words for the scopes of APIs, in the language of the page */
    static Response confirm(AskUser asked, Map<String, String> words) {
        Frame frame = Frame.here().at(WITH_CODE + asked.userCode());
        Language language = frame.language();
        var origin = new Origin(
                Objects.requireNonNullElse(asked.asked().address(), ""),
                Moment.ago(asked.asked().at(), Instant.now(), language));
        List<String> scopes = ScopeText.of(asked.scope(), language, words);
        return HtmlPage.of(200, Framed.html(Templates.confirm(asked, origin, scopes), frame))
                .build();
    }

    /** @param clientName null where nothing was allowed */
    static Response decided(@Nullable String clientName) {
        Frame frame = Frame.here().at(DeviceResource.PATH);
        String html = Framed.html(Templates.decided(Objects.requireNonNullElse(clientName, "")), frame);
        return HtmlPage.of(200, html).build();
    }

    private static DeviceTexts texts(Language language) {
        return switch (language) {
            case ENGLISH -> MessageBundles.get(DeviceTexts.class);
            case GERMAN -> MessageBundles.get(DeviceTexts.class, Localized.Literal.of(language.tag()));
        };
    }
}
