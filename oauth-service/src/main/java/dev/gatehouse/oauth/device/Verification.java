package dev.gatehouse.oauth.device;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.peer.SessionService.CsrfRefused;
import dev.gatehouse.common.peer.SessionService.Live;
import dev.gatehouse.common.peer.SessionService.NoSession;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.client.Clients;
import dev.gatehouse.oauth.client.GrantType;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.code.CodeGrant;
import dev.gatehouse.oauth.consent.ConsentStore;
import dev.gatehouse.oauth.device.DeviceCodeStore.Found;
import dev.gatehouse.oauth.device.Outcome.AskCode;
import dev.gatehouse.oauth.device.Outcome.AskUser;
import dev.gatehouse.oauth.device.Outcome.Decided;
import dev.gatehouse.oauth.device.Outcome.Fault;
import dev.gatehouse.oauth.device.Outcome.LeadTo;
import dev.gatehouse.oauth.device.Outcome.ShowError;
import dev.gatehouse.oauth.logout.SessionClients;
import dev.gatehouse.oauth.mark.Marks;
import dev.gatehouse.oauth.mark.Marks.Purpose;
import dev.gatehouse.oauth.page.Mishap;
import dev.gatehouse.oauth.visit.Visits;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Leads a user from the code that a device shows to the decision whether it may come in (RFC 8628, section 3.3). A link with the
 * code only fills in the form: it is looked up once the user says that it is the one on the device, and by no GET, for which any
 * site could send its visitors. Blocks.
 */
@Singleton
final class Verification {
    static final String USER_CODE = "user_code";
    static final String STEPPED_UP = "stepped_up";
    private static final int LONGEST_ID = 64;
    private final Visits visits;
    private final Guesses guesses;
    private final DeviceCodeStore codes;
    private final Clients clients;
    private final ConsentStore consents;
    private final SessionClients sessionClients;
    private final Marks marks;

    Verification(
            Visits visits,
            Guesses guesses,
            DeviceCodeStore codes,
            Clients clients,
            ConsentStore consents,
            SessionClients sessionClients,
            Marks marks) {
        this.visits = visits;
        this.guesses = guesses;
        this.codes = codes;
        this.clients = clients;
        this.consents = consents;
        this.sessionClients = sessionClients;
        this.marks = marks;
    }

    /** The form, for whoever is signed in. */
    Outcome open(FormParameters query, @Nullable String cookie) {
        boolean steppedUp = query.get(STEPPED_UP) != null;
        String code = UserCode.read(query.get(USER_CODE)).map(UserCode::shown).orElse("");
        return visits.session(cookie)
                .<Outcome>map(live -> askCode(live, code, steppedUp, Fault.NONE))
                .orElseGet(() -> signIn(code, steppedUp, Map.of()));
    }

    /** What follows from the code that was typed. */
    Outcome enter(FormParameters form, Visits.Sent sent, @Nullable String cookie) {
        Optional<String> typed = UserCode.read(form.get(USER_CODE));
        boolean steppedUp = form.get(STEPPED_UP) != null;
        return switch (visits.form(cookie, sent)) {
            case NoSession() -> signIn(typed.map(UserCode::shown).orElse(""), steppedUp, Map.of());
            case CsrfRefused() -> new ShowError(Mishap.FOREIGN_FORM);
            case Live live ->
                typed.map(code -> entered(code, live, steppedUp))
                        .orElseGet(() -> askCode(live, "", steppedUp, Fault.MALFORMED));
        };
    }

    private Outcome entered(String code, Live live, boolean steppedUp) {
        int seconds = guesses.count(live.subject());
        if (seconds > 0) {
            return new AskCode(live.username(), live.csrfToken(), "", steppedUp, Fault.TOO_MANY, seconds);
        }
        Optional<Found> found = codes.typed(code);
        if (found.isEmpty()) {
            return askCode(live, "", steppedUp, Fault.UNKNOWN);
        }
        Optional<RegisteredClient> client = client(found.get());
        if (client.isEmpty()) {
            return new ShowError(Mishap.APPLICATION_GONE);
        }
        String shown = UserCode.shown(code);
        return switch (step(found.get(), client.get(), live, steppedUp)) {
            case DeviceStep.SignInAnew(long maxAge) ->
                signIn(shown, steppedUp, Map.of("max_age", Long.toString(maxAge)));
            case DeviceStep.StepUp(var acr) -> signIn(shown, true, Map.of("acr", acr.value()));
            case DeviceStep.TooWeak() -> askCode(live, "", false, Fault.TOO_WEAK);
            case DeviceStep.Nothing() -> new ShowError(Mishap.APPLICATION_GONE);
            case DeviceStep.Ask(Scope scope) -> askUser(found.get(), client.get(), live, shown, scope);
        };
    }

    private AskUser askUser(Found found, RegisteredClient client, Live live, String shown, Scope scope) {
        return new AskUser(
                client.shownName(),
                client.origin().unverified(),
                live.username(),
                live.csrfToken(),
                shown,
                found.request(),
                scope,
                found.id(),
                marks.of(Purpose.DEVICE, live.sid(), found.id(), scope.toString()));
    }

    /**
     * The form of the last page.
     *
     * @param request the one that the page is of
     * @param mark of that page
     * @param allowed what was pressed
     */
    record Pressed(@Nullable String request, @Nullable String mark, boolean allowed) {}

    Outcome decide(Pressed pressed, Visits.Sent sent, @Nullable String cookie) {
        return switch (visits.form(cookie, sent)) {
            case NoSession() -> new ShowError(Mishap.SIGNED_OUT);
            case CsrfRefused() -> new ShowError(Mishap.FOREIGN_FORM);
            case Live live -> decided(pressed, live);
        };
    }

    private Outcome decided(Pressed pressed, Live live) {
        String id = pressed.request();
        String mark = pressed.mark();
        if (id == null || mark == null || id.length() > LONGEST_ID) {
            return new ShowError(Mishap.REQUEST_GONE);
        }
        Optional<Found> found = codes.find(id);
        if (found.isEmpty()) {
            return new ShowError(Mishap.REQUEST_GONE);
        }
        Optional<RegisteredClient> client = client(found.get());
        if (client.isEmpty()) {
            return new ShowError(Mishap.APPLICATION_GONE);
        }
        // The mark is of what the page has shown; where the user or the client lost some of it meanwhile, it does not
        // fit.
        return step(found.get(), client.get(), live, false) instanceof DeviceStep.Ask(Scope scope)
                        && marks.fits(mark, Purpose.DEVICE, live.sid(), id, scope.toString())
                ? decided(found.get(), client.get(), live, pressed.allowed() ? scope : null)
                : new ShowError(Mishap.REQUEST_GONE);
    }

    /** @param scope that is allowed; null where nothing is */
    private Outcome decided(Found found, RegisteredClient client, Live live, @Nullable Scope scope) {
        CodeGrant grant = null;
        if (scope != null) {
            // The consent is there before the device is told, which would be turned away for good without it.
            if (found.pending() && !consents.allow(live.subject(), client.clientId(), scope)) {
                return new ShowError(Mishap.APPLICATION_GONE);
            }
            sessionClients.note(live, client.clientId());
            grant = grant(found.request(), live, scope);
        }
        return codes.decide(found.id(), live.sid(), grant)
                ? new Decided(scope == null ? null : client.shownName())
                : new ShowError(Mishap.REQUEST_GONE);
    }

    private static CodeGrant grant(DeviceRequest request, Live live, Scope scope) {
        return new CodeGrant(
                request.clientId(),
                null,
                null,
                null,
                live.subject(),
                live.username(),
                scope,
                live.sid(),
                live.authTime(),
                live.amr(),
                Instant.now(),
                request.resources(),
                CodeGrant.AskedClaims.NONE,
                List.of(),
                request.dpopJkt(),
                live.signedInAt());
    }

    private static DeviceStep step(Found found, RegisteredClient client, Live live, boolean steppedUp) {
        return DeviceStep.of(found.request(), client, live, steppedUp, Instant.now());
    }

    /** Empty where it may not let devices in any more. */
    private Optional<RegisteredClient> client(Found found) {
        return clients.find(found.request().clientId())
                .await()
                .indefinitely()
                .filter(client -> client.may(GrantType.device_code));
    }

    private static AskCode askCode(Live live, String code, boolean steppedUp, Fault fault) {
        return new AskCode(live.username(), live.csrfToken(), code, steppedUp, fault, 0);
    }

    /** @param demands on the sign-in */
    private static LeadTo signIn(String code, boolean steppedUp, Map<String, String> demands) {
        var back = new LinkedHashMap<String, String>();
        if (!code.isEmpty()) {
            back.put(USER_CODE, code);
        }
        if (steppedUp) {
            back.put(STEPPED_UP, "1");
        }
        var query = new LinkedHashMap<>(demands);
        query.put("return_to", DeviceResource.PATH + (back.isEmpty() ? "" : "?" + FormParameters.encode(back)));
        return new LeadTo("/login?" + FormParameters.encode(query));
    }
}
