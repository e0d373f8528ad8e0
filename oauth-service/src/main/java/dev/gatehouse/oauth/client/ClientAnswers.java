package dev.gatehouse.oauth.client;

import dev.gatehouse.common.peer.ClientKeyService;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * What a client is answered, and how; of its tokens tells {@link ClientTokens}.
 *
 * @param subjectType {@code public} or {@code pairwise}
 * @param sector host that pairwise subjects are computed from; null with public ones
 * @param idTokenUserClaims whether ID tokens tell what the scopes allow, as userinfo does
 * @param userinfoSignedResponseAlg null for plain JSON
 * @param authorizationSignedResponseAlg of responses that are JWTs (JARM); null for RS256
 * @param idTokenEncryptedResponseAlg null for none; so are the others
 */
@Embeddable
@RegisterForReflection
public record ClientAnswers(
        @Column(name = "subject_type") String subjectType,
        @Column(name = "sector_identifier_uri") @Nullable String sectorIdentifierUri,
        @Column(name = "sector") @Nullable String sector,
        @Column(name = "id_token_user_claims") boolean idTokenUserClaims,

        @Column(name = "userinfo_signed_response_alg") @Nullable
        String userinfoSignedResponseAlg,

        @Column(name = "authorization_signed_response_alg") @Nullable
        String authorizationSignedResponseAlg,

        @Column(name = "id_token_encrypted_response_alg") @Nullable
        String idTokenEncryptedResponseAlg,

        @Column(name = "id_token_encrypted_response_enc") @Nullable
        String idTokenEncryptedResponseEnc,

        @Column(name = "userinfo_encrypted_response_alg") @Nullable
        String userinfoEncryptedResponseAlg,

        @Column(name = "userinfo_encrypted_response_enc") @Nullable
        String userinfoEncryptedResponseEnc,

        @Column(name = "authorization_encrypted_response_alg") @Nullable
        String authorizationEncryptedResponseAlg,

        @Column(name = "authorization_encrypted_response_enc") @Nullable
        String authorizationEncryptedResponseEnc) {
    /** Where nothing is registered. */
    public static final ClientAnswers ORDINARY =
            new ClientAnswers("public", null, null, true, null, null, null, null, null, null, null, null);

    /** Whether a key is shared with the client, to sign one or the other. */
    boolean shared() {
        return ClientKeyService.SHARED.equals(userinfoSignedResponseAlg)
                || ClientKeyService.SHARED.equals(authorizationSignedResponseAlg);
    }

    /** Whether it knows each user by a name of its own. */
    public boolean pairwise() {
        return subjectType.equals("pairwise");
    }
}
