package dev.gatehouse.common.page;

import io.quarkus.qute.TemplateInstance;

/**
 * Renders a template that begins with {@code {#include page/layout}} in its frame, and in the language of the frame. Services
 * without pages have no Qute, and do not call this.
 */
public final class Framed {
    private Framed() {}

    /** In the frame of the request at hand. */
    public static String html(TemplateInstance page) {
        return html(page, Frame.here());
    }

    public static String html(TemplateInstance page, Frame frame) {
        return page.data("frame", frame).setLocale(frame.language().tag()).render();
    }
}
