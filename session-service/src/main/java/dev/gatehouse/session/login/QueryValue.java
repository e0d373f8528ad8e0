package dev.gatehouse.session.login;

import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Text as part of a query, in templates: {@code {text.urlEncoded}}. */
@TemplateExtension
final class QueryValue {
    private QueryValue() {}

    static String urlEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
