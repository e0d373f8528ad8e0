package dev.gatehouse.identity.page;

import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.page.Framed;
import dev.gatehouse.common.page.HtmlPage;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page with a form, or without one; it looks like the page for signing in, and works without JavaScript.
 *
 * @param error what was wrong with what was sent before, null where nothing was
 * @param link to where one goes on, null where there is none
 */
public record Page(
        Language language,
        String title,
        String text,
        @Nullable String error,
        @Nullable Form form,
        @Nullable Link link) {
    /** What pages say, in {@code language}. */
    public static PageTexts texts(Language language) {
        return switch (language) {
            case ENGLISH -> MessageBundles.get(PageTexts.class);
            case GERMAN -> MessageBundles.get(PageTexts.class, Localized.Literal.of(language.tag()));
        };
    }

    /** Whether something is to be mended; the title says so first. */
    public boolean wrong() {
        return error != null || (form != null && form.fields().stream().anyMatch(field -> field.error() != null));
    }

    /** @param action the path that it is sent to */
    public record Form(String action, String button, List<Field> fields) {}

    /**
     * @param type as HTML has it; {@code hidden} ones have no label
     * @param error what was wrong with what was sent, null where nothing was
     */
    public record Field(
            String name,
            String type,
            String label,
            String value,
            String autocomplete,
            int longest,
            @Nullable String error) {
        public static Field hidden(String name, String value) {
            return new Field(name, "hidden", "", value, "off", 256, null);
        }

        public boolean shown() {
            return !type.equals("hidden");
        }
    }

    public record Link(String path, String label) {}

    /** The templates; their names are those of the files. */
    @CheckedTemplate(basePath = "page")
    static class Templates {
        private Templates() {}

        static native TemplateInstance page(Page page);
    }

    /** As an answer. Its address may have a token in it, which no other request is to tell of. */
    public Response.ResponseBuilder answer(int status) {
        return HtmlPage.of(status, Framed.html(Templates.page(this)), HtmlPage.Trait.SECRET_ADDRESS);
    }
}
