package dev.gatehouse.oauth.token;

import dev.gatehouse.common.peer.Beside;
import dev.gatehouse.common.peer.Encryption;
import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.oauth.client.ClientTokens;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.code.CodeGrant;
import dev.gatehouse.oauth.profile.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client is registered for, as the terms of its tokens; pure. */
final class ClientTerms {
    private ClientTerms() {}

    /**
     * @param resources that the tokens are for; none for Gatehouse itself, or at a refresh for those of the grant
     * @param subject as the client knows the user; null for as we do, or at a refresh for as it did
     * @param encryption of ID tokens; null for none
     */
    static Terms of(Proven proven, List<String> resources, @Nullable String subject, @Nullable Encryption encryption) {
        return terms(proven, resources, beside(proven.client()).as(subject).encrypting(encryption));
    }

    /** The same, with what the authorization request asked for beside. */
    static Terms asking(Terms terms, CodeGrant grant) {
        List<String> userinfo = grant.claims().userinfo();
        return terms.granting(grant.details().isEmpty() ? null : grant.details(), userinfo.isEmpty() ? null : userinfo);
    }

    /** Where an access token comes alone, and tells of no user. */
    static Terms alone(Proven proven, List<String> resources) {
        return terms(proven, resources, null);
    }

    private static Terms terms(Proven proven, List<String> resources, @Nullable Beside beside) {
        ClientTokens tokens = proven.client().tokens();
        return new Terms(
                resources.isEmpty() ? null : resources,
                tokens.accessTokenLifetime(),
                tokens.accessTokenAlg(),
                null,
                proven.confirmation(),
                null,
                beside,
                tokens.statusList());
    }

    /**
     * The refresh tokens of a client that authenticates are bound to it, not to the key that it proves (RFC 9449, section 5;
     * RFC 8705, section 4).
     */
    static Beside beside(RegisteredClient client) {
        ClientTokens tokens = client.tokens();
        return new Beside(
                tokens.idTokenAlg(),
                tokens.refreshTokenLifetime(),
                tokens.refreshTokenIdle(),
                tokens.claimsByScope(),
                null,
                Profile.rotates(client) ? null : false,
                client.confidential() ? true : null,
                null);
    }
}
