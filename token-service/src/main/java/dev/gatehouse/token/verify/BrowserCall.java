package dev.gatehouse.token.verify;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What matters of a call whose credentials a browser may have added itself; pure.
 *
 * @param method of the call to the API, which is not that of the call to /verify
 * @param csrfToken null where none came, or nothing that could be one
 * @param origin null where none came
 * @param fetchSite Sec-Fetch-Site of Fetch Metadata, null where none came
 */
record BrowserCall(
        String method,
        @Nullable String csrfToken,
        @Nullable String origin,
        @Nullable String fetchSite) {
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,32}");
    private static final int LONGEST_TOKEN = 128;
    private static final int LONGEST_ORIGIN = 512;
    private static final int LONGEST_SITE = 32;
    private static final String ELSEWHERE = "cross-site";
    /** What browsers send for an origin that is none; it is never ours. */
    private static final String FOREIGN = "null";

    /**
     * Empty where it is not plain which method the call has.
     *
     * @param forwarded every method that the proxy names
     */
    static Optional<BrowserCall> read(
            String own,
            List<String> forwarded,
            List<String> csrfTokens,
            List<String> origins,
            List<String> fetchSites) {
        String method = forwarded.isEmpty() ? own : forwarded.getFirst();
        if (forwarded.size() > 1 || !METHOD.matcher(method).matches()) {
            return Optional.empty();
        }
        String token = csrfTokens.size() == 1 ? csrfTokens.getFirst() : null;
        String origin = origins.isEmpty() ? null : origins.getFirst();
        boolean strange = origins.size() > 1 || (origin != null && origin.length() > LONGEST_ORIGIN);
        return Optional.of(new BrowserCall(
                method,
                token == null || token.length() > LONGEST_TOKEN ? null : token,
                strange ? FOREIGN : origin,
                fetchSite(fetchSites)));
    }

    private static @Nullable String fetchSite(List<String> sent) {
        if (sent.isEmpty()) {
            return null;
        }
        return sent.size() > 1 || sent.getFirst().length() > LONGEST_SITE ? ELSEWHERE : sent.getFirst();
    }
}
