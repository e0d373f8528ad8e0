package dev.gatehouse.suite.setup;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe-core finds against the Web Content Accessibility Guidelines 2.2, level AA, and against good practice. */
public final class Accessibility {
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /** Those of them that colours decide. */
    private static final List<String> COLOURS = List.of("color-contrast", "link-in-text-block");

    private Accessibility() {}

    /** What is wrong with the page that is open, a line each; empty where nothing is. */
    public static List<String> violations(Page page) {
        return found(new AxeBuilder(page).withTags(RULES));
    }

    /** The same of its colours alone. */
    public static List<String> violationsOfColours(Page page) {
        return found(new AxeBuilder(page).withRules(COLOURS));
    }

    private static List<String> found(AxeBuilder axe) {
        // Else it opens another window for each page, to put together what it finds in frames of other origins.
        return axe.setLegacyMode(true).analyze().getViolations().stream()
                .map(Accessibility::told)
                .toList();
    }

    private static String told(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + ": "
                + rule.getNodes().stream().map(CheckedNode::getHtml).toList();
    }
}
