package dev.gatehouse.launcher.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The form of a page that has what is asked for. */
final class PageForm {
    private PageForm() {}

    /** @param names of the fields that it must have */
    static Map<String, String> fields(Answer page, String... names) {
        List<String> needed = List.of(names);
        var found = new ArrayList<String>();
        for (HtmlForm form : HtmlForm.in(page.body())) {
            if (form.fields().keySet().containsAll(needed)) {
                return form.fields();
            }
            found.addAll(form.fields().keySet());
        }
        throw new Unexpected(page.what(), "a form with the fields " + needed, found.toString());
    }
}
