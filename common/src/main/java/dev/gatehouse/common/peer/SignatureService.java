package dev.gatehouse.common.peer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What token-service signs, reads and has proved for oauth-service beside the tokens themselves. */
@RegisterForReflection(ignoreNested = false)
public interface SignatureService {
    /** Signs what is none of the tokens, and encrypts it where asked. */
    Uni<Signature> sign(SignOrder order);

    /** Reads an ID token that a client shows to say whom it means. */
    Uni<Reading> hint(IdTokenHint hint);

    /** Whether a call to the authorization server proves the possession of a key (RFC 9449, section 5); each proof once. */
    Uni<Proving> prove(ProofOrder order);

    /** What can be signed; each has its type in the header and its claims, so that none passes for a token. */
    enum Purpose {
        /** An answer of the UserInfo endpoint (OpenID Connect Core, section 5.3.2): {@code sub} and claims of the user. */
        userinfo,
        /** An answer of the authorization endpoint (JARM, section 2.1): its parameters, as text. */
        authorization_response,
        /** A logout token (OpenID Connect Back-Channel Logout, section 2.4): {@code sub}, {@code sid} or both. */
        logout
    }

    /**
     * @param clientId for whom it is: {@code aud}
     * @param algorithm signs it (RFC 7518, section 3.1); null for that of ID tokens
     * @param claims beside {@code iss}, {@code aud}, {@code iat}, {@code exp}, {@code jti} and {@code events}, which are set
     *     by whoever signs; up to 16 KiB
     * @param lifetime up to ten minutes; null for two. An answer of the UserInfo endpoint does not expire
     * @param encryption null for none
     */
    record SignOrder(
            @NotNull Purpose purpose,
            @NotBlank @Size(max = 512) String clientId,
            @Nullable @Size(max = 16) String algorithm,
            @NotNull Map<String, Object> claims,
            @Nullable Duration lifetime,
            @Nullable @Valid Encryption encryption) {
        /** Keeps codes and what is said of users out of logs. */
        @Override
        public String toString() {
            return "SignOrder[" + purpose + ", " + clientId + "]";
        }
    }

    /** What came of signing. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Signed.class, name = "signed"),
        @JsonSubTypes.Type(value = NotSigned.class, name = "refused")
    })
    sealed interface Signature permits Signed, NotSigned {}

    /** @param jwt in compact form; of five parts where it is encrypted */
    record Signed(String jwt) implements Signature {
        /** Keeps it out of logs. */
        @Override
        public String toString() {
            return "Signed[a JWT]";
        }
    }

    /** The order asks for what is never signed, or by a key that there is not. @param reason for logs */
    record NotSigned(String reason) implements Signature {}

    record IdTokenHint(@NotBlank @Size(max = 8192) String token) {
        /** Keeps it out of logs. */
        @Override
        public String toString() {
            return "IdTokenHint[a token]";
        }
    }

    /** What came of reading. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Hint.class, name = "hint"),
        @JsonSubTypes.Type(value = NoHint.class, name = "none")
    })
    sealed interface Reading permits Hint, NoHint {}

    /**
     * An ID token that was given here, be it expired.
     *
     * @param subject as that client knows it, which may be pairwise
     * @param audience the client that it was given to
     * @param sid of the session that it was given in
     */
    record Hint(String subject, String audience, @Nullable String sid, Instant issuedAt) implements Reading {}

    /** It is none of ours, or signed by a key that is gone: as though there were no hint. */
    record NoHint() implements Reading {}

    /**
     * @param proofs every DPoP header of the call
     * @param uri of the endpoint, as its callers know it
     * @param nonceDemanded whether the proof has to have a nonce that is of late (RFC 9449, section 8)
     * @param accessToken that the proof has to be for (RFC 9449, section 4.3); null where the call comes with none
     */
    record ProofOrder(
            @NotNull @Size(max = 8) List<@NotNull @Size(max = 8192) String> proofs,
            @NotBlank @Size(max = 16) String method,
            @NotBlank @Size(max = 2048) String uri,
            boolean nonceDemanded,
            @Nullable @Size(max = 8192) String accessToken) {
        /** Keeps proofs and tokens out of logs. */
        @Override
        public String toString() {
            return "ProofOrder[" + method + " " + uri + "]";
        }
    }

    /** What came of a proof. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Proved.class, name = "proved"),
        @JsonSubTypes.Type(value = Unproved.class, name = "unproved"),
        @JsonSubTypes.Type(value = NonceWanted.class, name = "nonce_wanted")
    })
    sealed interface Proving permits Proved, Unproved, NonceWanted {}

    /**
     * @param jkt thumbprint of the key
     * @param nonce for the header {@code DPoP-Nonce}, from which the next proof takes it; null where none is demanded
     */
    record Proved(String jkt, @Nullable String nonce) implements Proving {}

    /** {@code invalid_dpop_proof}. @param reason safe to show */
    record Unproved(String reason) implements Proving {}

    /** {@code use_dpop_nonce}: the proof is good but for its nonce. @param nonce for the header {@code DPoP-Nonce} */
    record NonceWanted(String nonce) implements Proving {}
}
