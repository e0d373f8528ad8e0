package dev.gatehouse.oauth.userinfo;

import dev.gatehouse.common.oauth.FormParameters;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The one access token of a call, in its header or in its form (RFC 6750, sections 2.1 and 2.2; RFC 9449, section 7.1); pure. */
sealed interface PresentedToken {
    String PARAMETER = "access_token";
    /** Longer than any of ours. */
    int LONGEST = 8192;

    /** @param scheme {@code Bearer} or {@code DPoP} */
    record Presented(String scheme, String value) implements PresentedToken {
        /** Keeps it out of logs. */
        @Override
        public String toString() {
            return "Presented[" + scheme + "]";
        }
    }

    /** None, or what is no token: a password, say. */
    record Nothing() implements PresentedToken {}

    /** More than one, or where it must not be. */
    record Misplaced(String why) implements PresentedToken {}

    /**
     * @param authorization every such header
     * @param form none where the call has another content
     */
    static PresentedToken read(List<String> authorization, FormParameters form, FormParameters query) {
        List<String> inForm = form.all().getOrDefault(PARAMETER, List.of());
        if (query.get(PARAMETER) != null) {
            return new Misplaced("An access token must not be in the address.");
        }
        if (authorization.size() + inForm.size() > 1) {
            return new Misplaced("There must be one access token, in the header Authorization or in the form.");
        }
        if (!inForm.isEmpty()) {
            return of("Bearer", inForm.getFirst());
        }
        String header = authorization.isEmpty() ? "" : authorization.getFirst();
        return Stream.of("Bearer", "DPoP")
                .filter(scheme -> header.toLowerCase(Locale.ROOT).startsWith(scheme.toLowerCase(Locale.ROOT) + " "))
                .findFirst()
                .map(scheme -> of(scheme, header.substring(scheme.length()).strip()))
                .orElseGet(Nothing::new);
    }

    private static PresentedToken of(String scheme, String token) {
        boolean possible = token.length() <= LONGEST && token.chars().allMatch(c -> c > ' ' && c <= '~');
        return possible && !token.isEmpty()
                ? new Presented(scheme, token)
                : new Misplaced("The access token has characters that it cannot have, or is too long.");
    }
}
