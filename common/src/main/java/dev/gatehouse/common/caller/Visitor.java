package dev.gatehouse.common.caller;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.peer.Peer;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.problem.PeerAway;
import dev.gatehouse.common.request.Cookies;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.session.CsrfToken;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who visits a page of the account: by the session cookie alone, and by the same {@code /verify} and the same rules as the
 * calls of programs. Waits for the answer, so it is for virtual threads.
 */
@Singleton
public class Visitor {
    private static final List<String> TOLD = List.of("Origin", "Sec-Fetch-Site", "User-Agent");
    private final VerifyEndpoint endpoint;
    private final long recently;

    Visitor(VerifyEndpoint endpoint, CallerConfig config) {
        this.endpoint = endpoint;
        recently = config.recently().toSeconds();
    }

    /** What a page asks of its visitor. */
    public enum Demand {
        /** To be signed in. */
        SIGNED_IN,
        /** As {@link CurrentCaller#recently}: for what cannot be undone, or lets someone in for good. */
        RECENTLY,
        /** As {@link CurrentCaller#recentlyWithMultipleFactors}. */
        RECENTLY_WITH_MULTIPLE_FACTORS
    }

    /** Opens the page at {@code path}. */
    public Visit opens(String path, HttpHeaders headers, Demand demand) {
        return visit("GET", path, headers, null, demand);
    }

    /**
     * Sends a form of the page at {@code path}, to where a sign-in leads back, with the form empty.
     *
     * @param csrfToken from the form's field {@code csrf_token}
     */
    public Visit sends(String path, HttpHeaders headers, String csrfToken, Demand demand) {
        return visit("POST", path, headers, csrfToken, demand);
    }

    private Visit visit(String method, String path, HttpHeaders headers, @Nullable String csrfToken, Demand demand) {
        Optional<String> cookie = Cookies.one(headers, SessionService.COOKIE);
        if (cookie.isEmpty()) {
            return new Visit.SignIn(signIn(path, Demand.SIGNED_IN));
        }
        var sent = new HashMap<String, List<String>>();
        TOLD.forEach(name -> sent.put(name, headers.getRequestHeaders().getOrDefault(name, List.of())));
        sent.put(HttpHeaders.COOKIE, List.of(SessionService.COOKIE + "=" + cookie.get()));
        sent.put("X-CSRF-Token", Stream.ofNullable(csrfToken).toList());
        try {
            return judge(endpoint.verify(method, path, sent).await().indefinitely(), cookie.get(), path, demand);
        } catch (PeerAway e) {
            return new Visit.Away();
        }
    }

    /** @param answer of {@code /verify} */
    Visit judge(Peer.Answer answer, String cookie, String path, Demand demand) {
        return switch (answer.status()) {
            case 200 -> judge(CallerFilter.caller(answer), cookie, path, demand);
            case 400, 401 -> new Visit.SignIn(signIn(path, Demand.SIGNED_IN));
            case 403 -> new Visit.Foreign("csrf");
            default -> new Visit.Away();
        };
    }

    private Visit judge(Caller caller, String cookie, String path, Demand demand) {
        if (caller.user() == null || !caller.firstHand() || !caller.scope().has(Scope.ACCOUNT)) {
            return new Visit.Foreign("insufficient_scope");
        }
        boolean met = switch (demand) {
            case SIGNED_IN -> true;
            case RECENTLY -> CurrentCaller.recent(caller, recently);
            case RECENTLY_WITH_MULTIPLE_FACTORS -> CurrentCaller.recent(caller, recently) && caller.multipleFactors();
        };
        return met ? new Visit.Known(caller, CsrfToken.of(cookie)) : new Visit.StepUp(signIn(path, demand));
    }

    private String signIn(String path, Demand demand) {
        String back = "return_to=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
        return "/login?"
                + switch (demand) {
                    case SIGNED_IN -> back;
                    case RECENTLY -> "max_age=" + recently + "&" + back;
                    case RECENTLY_WITH_MULTIPLE_FACTORS ->
                        "max_age=" + recently + "&acr="
                                + URLEncoder.encode(AuthenticationClass.MULTIPLE.value(), StandardCharsets.UTF_8) + "&"
                                + back;
                };
    }
}
