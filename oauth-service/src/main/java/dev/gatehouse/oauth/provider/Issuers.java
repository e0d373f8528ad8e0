package dev.gatehouse.oauth.provider;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who issues the ID tokens of a provider; pure. */
public sealed interface Issuers {
    /** The issuer alone. */
    record One(String issuer) implements Issuers {}

    /**
     * Each tenant of Microsoft's its own, which the claim {@code tid} names.
     *
     * @param before the tenant's id in the issuer
     * @param after it
     */
    record OfTenants(String before, String after, Tenants tenants) implements Issuers {}

    /** Whose accounts they are. */
    enum Tenants {
        common,
        organizations,
        consumers
    }

    /** The tenant that Microsoft keeps private accounts in. */
    String CONSUMERS = "9188040d-6c67-4c5b-b112-36a304b66dad";

    /** A tenant's id: without that check, {@code tid} could make any address of the issuer. */
    Pattern TENANT_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    Pattern SEVERAL = Pattern.compile("(.*/)(common|organizations|consumers)(/v2\\.0)");

    static Issuers of(Preset preset, String issuer) {
        Matcher parts = SEVERAL.matcher(issuer);
        return preset == Preset.MICROSOFT && parts.matches()
                ? new OfTenants(parts.group(1), parts.group(3), Tenants.valueOf(parts.group(2)))
                : new One(issuer);
    }

    /** Whether these claims are of one of them. */
    default boolean issued(Map<String, @Nullable Object> claims) {
        return switch (this) {
            case One(String issuer) -> issuer.equals(claims.get("iss"));
            case OfTenants(String before, String after, Tenants tenants) ->
                claims.get("tid") instanceof String tid
                        && TENANT_ID.matcher(tid).matches()
                        && (before + tid + after).equals(claims.get("iss"))
                        && switch (tenants) {
                            case common -> true;
                            case organizations -> !tid.equals(CONSUMERS);
                            case consumers -> tid.equals(CONSUMERS);
                        };
        };
    }
}
