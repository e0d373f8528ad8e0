package dev.gatehouse.token.verify;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.peer.TokenService.Actor;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.access.Particulars;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling.
 *
 * @param subject the user's id, or the client's where it acts for itself; or as whom a client knows the user
 * @param username null where a client acts for itself, or is not to know
 * @param clientId null first-hand
 * @param audience of an access token: the resources that it is for; empty where the credential is for none in particular
 * @param sid the browser session, null where none is involved
 * @param amr how the user proved who they are (RFC 8176); empty where there was no sign-in
 * @param authTime when the user proved who they are; null for API keys and for clients acting for themselves
 * @param until when the credential itself expires, null where that is no fixed instant
 * @param actor who acts for the subject (RFC 8693), null where nobody does
 * @param confirmation what the access token is bound to, and was shown with it; null where it is bound to nothing
 * @param particulars what an access token says that most do not
 */
record Identity(
        String subject,
        @Nullable String username,
        @Nullable String clientId,
        Scope scope,
        List<String> audience,
        Method method,
        @Nullable String sid,
        List<String> amr,
        @Nullable Instant authTime,
        @Nullable Instant until,
        @Nullable Actor actor,
        @Nullable Confirmation confirmation,
        Particulars particulars) {
    /** By what says no more than most. */
    Identity(
            String subject,
            @Nullable String username,
            @Nullable String clientId,
            Scope scope,
            List<String> audience,
            Method method,
            @Nullable String sid,
            List<String> amr,
            @Nullable Instant authTime,
            @Nullable Instant until,
            @Nullable Actor actor,
            @Nullable Confirmation confirmation) {
        this(
                subject,
                username,
                clientId,
                scope,
                audience,
                method,
                sid,
                amr,
                authTime,
                until,
                actor,
                confirmation,
                Particulars.NONE);
    }

    /** Whether its client knows the user by another name than we do (OpenID Connect Core, section 8.1). */
    boolean pairwise() {
        return particulars.clientSubject() != null;
    }

    /** The same, saying of the user what the client may know, which is no name that others know. */
    Identity asItsClientKnows() {
        String known = particulars.clientSubject();
        return known == null
                ? this
                : new Identity(
                        known,
                        null,
                        clientId,
                        scope,
                        audience,
                        method,
                        sid,
                        amr,
                        authTime,
                        until,
                        actor,
                        confirmation,
                        new Particulars(null, particulars.authorizationDetails(), particulars.userinfoClaims()));
    }

    /** The scheme that its credential came by, or would, as challenges name it. */
    Fault.Scheme scheme() {
        return confirmation == null || confirmation.jkt() == null ? Fault.Scheme.Bearer : Fault.Scheme.DPoP;
    }

    /** The class of the sign-in; empty where there was none. */
    Optional<AuthenticationClass> authenticationClass() {
        return AuthenticationClass.of(amr);
    }

    /** The way in, by the names of the contract. */
    enum Method {
        basic,
        session,
        opaque,
        jwt,
        api_key
    }
}
