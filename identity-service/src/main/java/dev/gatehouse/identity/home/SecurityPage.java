package dev.gatehouse.identity.home;

import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.page.HtmlPage;
import dev.gatehouse.common.page.Moment;
import dev.gatehouse.common.peer.Providers;
import dev.gatehouse.identity.factor.FactorKeeping;
import dev.gatehouse.identity.federation.LinkedIdentities;
import dev.gatehouse.identity.federation.LinkedIdentity;
import dev.gatehouse.identity.passkey.Passkey;
import dev.gatehouse.identity.passkey.PasskeyKeeping;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The page of all that one signs in with, to which whatever is done to it leads back. */
@Singleton
class SecurityPage {
    static final String PATH = "/account/security";
    private final UserStore users;
    private final FactorKeeping factors;
    private final PasskeyKeeping passkeys;
    private final LinkedIdentities identities;
    private final Providers providers;

    SecurityPage(
            UserStore users,
            FactorKeeping factors,
            PasskeyKeeping passkeys,
            LinkedIdentities identities,
            Providers providers) {
        this.users = users;
        this.factors = factors;
        this.passkeys = passkeys;
        this.identities = identities;
        this.providers = providers;
    }

    /**
     * What the template shows.
     *
     * @param password whether there is one
     * @param mailable whether codes could be mailed: to an address that is confirmed
     * @param totp since when codes of an authenticator application are asked for, null for not; as {@code mail} and
     *     {@code demand}, of codes that are mailed and of a passkey after the password
     * @param codesLeft recovery codes
     * @param offers providers at which no account is linked
     * @param onward where the owner was going when something was missing; null for nowhere
     */
    public record View(
            @Nullable String error,
            boolean password,
            boolean mailable,
            List<Key> passkeys,
            @Nullable Moment totp,
            @Nullable Moment mail,
            @Nullable Moment demand,
            int codesLeft,
            List<Link> links,
            List<Providers.Provider> offers,
            @Nullable String onward) {
        /** Whether a second factor is asked for. */
        public boolean factor() {
            return totp != null || mail != null || demand != null;
        }
    }

    /** A passkey. @param used null where it was not yet */
    public record Key(
            UUID id,
            String name,
            boolean synced,
            Moment added,
            @Nullable Moment used) {}

    /** An account at a provider. */
    public record Link(String id, String provider, Moment since) {}

    /** The templates; their names are those of the files. */
    @CheckedTemplate(basePath = "home")
    static class Templates {
        private Templates() {}

        static native TemplateInstance security(View page, @Nullable Done done);
    }

    /**
     * @param done what was done before; null for nothing
     * @param onward where the owner was going; null for nowhere
     */
    Response shown(Owner owner, @Nullable Done done, @Nullable String onward) {
        View view = view(owner, null, onward);
        return AccountPage.shown(owner, Templates.security(view, done), traits(view));
    }

    /** That something could not be done. */
    Response refused(int status, Owner owner, String error) {
        View view = view(owner, error, null);
        return AccountPage.after(status, owner, PATH, Templates.security(view, null), traits(view))
                .build();
    }

    /** The same, where only the page is asked for. */
    TemplateInstance html(Owner owner, String error) {
        return Templates.security(view(owner, error, null), null);
    }

    /** The form that links an account is answered with the way to the provider. */
    private static HtmlPage.Trait[] traits(View view) {
        return view.offers().isEmpty() ? new HtmlPage.Trait[0] : new HtmlPage.Trait[] {HtmlPage.Trait.LEADS_AWAY};
    }

    private View view(Owner owner, @Nullable String error, @Nullable String onward) {
        Account account = users.account(owner.id()).orElseThrow();
        Moments moments = Moments.of(Language.asked(), account.claims().zoneinfo());
        FactorKeeping.Overview kept = factors.overview(owner.id());
        List<LinkedIdentity> links = identities.of(owner.id());
        List<Providers.Provider> known = providers.all();
        return new View(
                error,
                account.passwordHash() != null,
                account.email() != null && account.emailVerified(),
                passkeys.list(owner.id()).stream()
                        .map(passkey -> key(passkey, moments))
                        .toList(),
                since(kept.totpSince(), moments),
                since(kept.emailSince(), moments),
                since(kept.passkeySince(), moments),
                kept.recoveryCodesLeft(),
                links.stream()
                        .map(link -> new Link(link.id(), shown(link, known), moments.on(link.createdAt())))
                        .toList(),
                known.stream()
                        .filter(provider ->
                                links.stream().noneMatch(link -> link.provider().equals(provider.name())))
                        .toList(),
                onward);
    }

    /** As people know the provider, where it is set up still. */
    private static String shown(LinkedIdentity link, List<Providers.Provider> known) {
        return known.stream()
                .filter(provider -> provider.name().equals(link.provider()))
                .findFirst()
                .map(Providers.Provider::displayName)
                .orElse(link.provider());
    }

    private static Key key(Passkey passkey, Moments moments) {
        return new Key(
                passkey.id(),
                passkey.name(),
                passkey.facts().backedUp(),
                moments.on(passkey.createdAt()),
                since(passkey.lastUsedAt(), moments));
    }

    private static @Nullable Moment since(@Nullable Instant instant, Moments moments) {
        return instant == null ? null : moments.on(instant);
    }
}
