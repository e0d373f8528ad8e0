package dev.gatehouse.identity.passkey;

import com.webauthn4j.WebAuthnAuthenticationManager;
import com.webauthn4j.WebAuthnRegistrationManager;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import dev.gatehouse.common.peer.PasskeyAssertion;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The two ceremonies of WebAuthn level 2 (sections 7.1 and 7.2), up to what has to be stored. Whether a challenge was
 * issued, and to whom, is for others to say: it is read out of the answer first.
 */
final class Ceremonies {
    private static final Logger LOG = Logger.getLogger(Ceremonies.class);
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    /** What each authenticator of today can do, the preferred first. */
    static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.RS256);

    private static final List<PublicKeyCredentialParameters> PARAMETERS = ALGORITHMS.stream()
            .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
            .toList();
    private final RelyingParty party;
    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnRegistrationManager registrations =
            WebAuthnRegistrationManager.createNonStrictWebAuthnRegistrationManager(converter);
    private final WebAuthnAuthenticationManager authentications =
            new WebAuthnAuthenticationManager(List.of(), converter);

    Ceremonies(RelyingParty party) {
        this.party = party;
        // PostgreSQL compares counters, in the statement that sets them: here two uses at once would both pass.
        authentications.getAuthenticationDataVerifier().setMaliciousCounterValueHandler(use -> {});
    }

    /** A registration that is read, and not believed yet. */
    record Attested(String challenge, RegistrationData data, List<String> transports) {}

    /** A use that is read, and not believed yet. @param owner the user handle */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Asserted(String challenge, byte[] credentialId, UUID owner, AuthenticationData data) {}

    /** What a use has proven; nothing says yet that the counter went on, or that the challenge was not used before. */
    record Use(String challenge, long signCount, boolean backedUp) {}

    /** Empty where it cannot be read. */
    Optional<Attested> read(RegistrationResponse answer) {
        RegistrationResponse.Attestation attestation = answer.response();
        return unlessRefused(() -> {
            RegistrationData data = registrations.parse(new RegistrationRequest(
                    bytes(attestation.attestationObject()), bytes(attestation.clientDataJson())));
            List<String> transports = attestation.transports() == null ? List.of() : attestation.transports();
            return new Attested(challenge(data.getCollectedClientData()), data, transports);
        });
    }

    /**
     * Section 7.1 from step 7 on; empty where one of them fails. The challenge must have been taken. Attestation is not
     * asked for, so none is looked at.
     */
    Optional<Passkey.Facts> verify(Attested attested) {
        return unlessRefused(() -> {
            RegistrationData data = registrations.verify(
                    attested.data(), new RegistrationParameters(server(attested.challenge()), PARAMETERS, true, true));
            var authenticator = data.getAttestationObject().getAuthenticatorData();
            AttestedCredentialData credential = authenticator.getAttestedCredentialData();
            if (credential.getCOSEKey().getPublicKey() == null || credential.getCredentialId().length == 0) {
                throw new IllegalArgumentException("no public key, or no id");
            }
            return new Passkey.Facts(
                    credential.getCredentialId(),
                    converter.getCborConverter().writeValueAsBytes(credential.getCOSEKey()),
                    authenticator.getSignCount(),
                    attested.transports().stream().distinct().toList(),
                    credential.getAaguid().getValue(),
                    authenticator.isFlagBE(),
                    authenticator.isFlagBS());
        });
    }

    /** Empty where it cannot be read. */
    Optional<Asserted> read(PasskeyAssertion assertion) {
        PasskeyAssertion.Signed signed = assertion.response();
        return unlessRefused(() -> {
            byte[] id = bytes(assertion.id());
            byte[] handle = bytes(signed.userHandle());
            AuthenticationData data = authentications.parse(new AuthenticationRequest(
                    id,
                    handle,
                    bytes(signed.authenticatorData()),
                    bytes(signed.clientDataJson()),
                    bytes(signed.signature())));
            return new Asserted(challenge(data.getCollectedClientData()), id, UserHandle.user(handle), data);
        });
    }

    /** Section 7.2 from step 7 on; empty where one of them fails. The challenge must have been taken. */
    Optional<Use> verify(Asserted asserted, Passkey passkey) {
        return unlessRefused(() -> {
            Passkey.Facts facts = passkey.facts();
            COSEKey key = converter.getCborConverter().readValue(facts.publicKey(), COSEKey.class);
            var stored = new CredentialRecordImpl(
                    null,
                    true,
                    facts.backupEligible(),
                    facts.backedUp(),
                    facts.signCount(),
                    new AttestedCredentialData(new AAGUID(facts.aaguid()), facts.credentialId(), key),
                    null,
                    null,
                    null,
                    null);
            AuthenticationData data = authentications.verify(
                    asserted.data(),
                    new AuthenticationParameters(server(asserted.challenge()), stored, null, true, true));
            var authenticator = data.getAuthenticatorData();
            return new Use(asserted.challenge(), authenticator.getSignCount(), authenticator.isFlagBS());
        });
    }

    /** Whatever the reading of foreign bytes throws, it is the same refusal. */
    private static <T> Optional<T> unlessRefused(Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (RuntimeException e) {
            LOG.debugf("not a passkey: %s", e);
            return Optional.empty();
        }
    }

    private ServerProperty server(String challenge) {
        return ServerProperty.builder()
                .origin(new Origin(party.origin()))
                .rpId(party.id())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }

    private static String challenge(CollectedClientData data) {
        return ENCODER.encodeToString(data.getChallenge().getValue());
    }

    private static byte[] bytes(@Nullable String base64url) {
        if (base64url == null) {
            throw new IllegalArgumentException("a part is missing");
        }
        return DECODER.decode(base64url);
    }
}
