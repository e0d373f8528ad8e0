package dev.gatehouse.launcher.demo;

import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Walks the six ways, showing each request and its answer. */
public final class Demo {
    private Demo() {}

    /**
     * Where an answer is wrong, the rest of that way is left out and the next one is walked.
     *
     * @param accounts by ALICE_USERNAME, ALICE_PASSWORD, CLIENT_ID, CLIENT_SECRET and CLIENT_REDIRECT_URI
     * @return whether all six worked
     */
    public static boolean walk(URI origin, Map<String, String> accounts, PrintStream out) {
        Accounts known;
        try {
            known = Accounts.of(accounts);
        } catch (Unexpected e) {
            out.println("✗ " + e.getMessage());
            return false;
        }
        try (var talk = new Conversation(origin, out)) {
            var summary = new ArrayList<String>();
            boolean all = true;
            for (Way way : ways(talk, known)) {
                boolean worked = worked(way, out);
                summary.add((worked ? "✓ " : "✗ ") + way.title());
                all &= worked;
            }
            out.println();
            summary.forEach(out::println);
            out.println(all ? "All six ways work." : "Not all of the six ways work.");
            return all;
        }
    }

    private static List<Way> ways(Conversation talk, Accounts accounts) {
        return List.of(
                new BasicWay(talk, accounts),
                new CookieWay(talk, accounts),
                new OpaqueTokenWay(talk, accounts),
                new JwtWay(talk, accounts),
                new OpenIdConnectWay(talk, accounts),
                // Last, for it takes the consent back: what is issued within that very second does not count either.
                new OAuthWay(talk, accounts));
    }

    private static boolean worked(Way way, PrintStream out) {
        out.println();
        out.println("── " + way.title());
        try {
            way.walk();
            return true;
        } catch (Unexpected e) {
            out.println("✗ " + e.getMessage());
            return false;
        }
    }
}
