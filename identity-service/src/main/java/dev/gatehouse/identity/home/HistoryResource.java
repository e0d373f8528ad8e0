package dev.gatehouse.identity.home;

import dev.gatehouse.common.caller.Visitor.Demand;
import dev.gatehouse.common.device.Device;
import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.page.Moment;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.audit.RecordedEvent;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened to the account, in words. */
@Path(HistoryResource.PATH)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class HistoryResource {
    static final String PATH = "/account/history";
    private static final int LIMIT = 25;
    private final Door door;
    private final AuditTrail trail;
    private final UserStore users;

    HistoryResource(Door door, AuditTrail trail, UserStore users) {
        this.door = door;
        this.trail = trail;
        this.users = users;
    }

    /**
     * What the template shows.
     *
     * @param zone whose times these are
     * @param later whether there are events after these
     * @param next where the page before this one in time begins, null on the last
     */
    public record View(
            List<Row> rows,
            String zone,
            boolean later,
            @Nullable Long next) {}

    /** @param more how, or by whom, null where there is nothing to say @param address null where it is not known */
    public record Row(
            String what,
            @Nullable String more,
            Moment when,
            String device,
            @Nullable String address) {}

    /** The templates; their names are those of the files. */
    @CheckedTemplate(basePath = "home")
    static class Templates {
        private Templates() {}

        static native TemplateInstance history(View page);
    }

    /** @param before where the page begins; the latest events where it is not given, or is no number */
    @GET
    public Response page(@QueryParam("before") @Nullable String before, @Context HttpHeaders headers) {
        Long from = before != null && before.matches("[1-9]\\d{0,17}") ? Long.valueOf(before) : null;
        return door.opens(
                PATH,
                headers,
                Demand.SIGNED_IN,
                owner -> AccountPage.shown(owner, Templates.history(view(owner, from))));
    }

    private View view(Owner owner, @Nullable Long before) {
        Language language = Language.asked();
        HistoryTexts texts = Texts.in(HistoryTexts.class, language);
        Moments moments = Moments.of(
                language, users.account(owner.id()).orElseThrow().claims().zoneinfo());
        RecordedEvent.Page page = trail.page(owner.id(), before, LIMIT);
        return new View(
                page.events().stream()
                        .map(event -> row(event, owner, moments, texts))
                        .toList(),
                moments.zoneName(),
                before != null,
                page.next());
    }

    private static Row row(RecordedEvent event, Owner owner, Moments moments, HistoryTexts texts) {
        Optional<AuditKind> kind = Arrays.stream(AuditKind.values())
                .filter(each -> each.name().equals(event.event()))
                .findFirst();
        return new Row(
                kind.map(texts::happened).orElse(event.event()).strip(),
                more(event, kind, owner, texts),
                moments.at(event.at()),
                event.userAgent() == null ? "" : Device.of(event.userAgent()),
                event.address());
    }

    private static @Nullable String more(
            RecordedEvent event, Optional<AuditKind> kind, Owner owner, HistoryTexts texts) {
        String actor = event.actor();
        if (actor != null && !actor.equals(owner.id().toString())) {
            return texts.byAnother();
        }
        String detail = event.detail();
        if (detail == null || kind.isEmpty()) {
            return null;
        }
        return switch (kind.get()) {
            case signed_in ->
                texts.signedInBy(Way.of(detail), detail.replaceFirst("^fed ", ""))
                        .strip();
            case federated_identity_linked,
                    federated_identity_unlinked,
                    group_joined,
                    group_left,
                    role_given,
                    role_taken -> detail;
            default -> null;
        };
    }

    /** How somebody has signed in. */
    public enum Way {
        passkey,
        provider,
        password,
        password_and_more,
        mail,
        other;

        /** @param detail the methods (RFC 8176), and after {@code fed} the provider */
        static Way of(String detail) {
            List<String> methods = List.of(detail.split(" "));
            if (methods.contains("fed")) {
                return provider;
            }
            if (methods.contains("pwd")) {
                return methods.contains("mfa") ? password_and_more : password;
            }
            if (methods.contains("hwk") || methods.contains("swk")) {
                return passkey;
            }
            return methods.contains("otp") ? mail : other;
        }
    }
}
