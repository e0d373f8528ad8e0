package dev.gatehouse.identity.passkey;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.PasskeyAssertion;
import dev.gatehouse.common.secret.Secrets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CeremoniesTest {
    private static final UUID OWNER = UUID.randomUUID();
    private final Ceremonies ceremonies = new Ceremonies(RelyingParty.of("http://localhost:8080"));
    private final String challenge = Secrets.random();

    @ParameterizedTest
    @ValueSource(strings = {"EC", "Ed25519", "RSA"})
    void aPasskeyIsTakenAndItsUseRecognised(String algorithm) {
        var authenticator = new SoftAuthenticator(algorithm);
        authenticator.counter = 7;
        Passkey passkey = registered(authenticator);
        assertArrayEquals(authenticator.credentialId, passkey.facts().credentialId());
        assertEquals(7, passkey.facts().signCount());
        assertEquals(List.of("internal", "hybrid"), passkey.facts().transports());
        authenticator.counter = 8;
        assertEquals(Optional.of(new Ceremonies.Use(challenge, 8, false)), use(authenticator, passkey));
    }

    @Test
    void theAnswerSaysWhichChallengeAndWhoseItIs() {
        Ceremonies.Asserted read =
                ceremonies.read(new SoftAuthenticator().use(challenge, OWNER)).orElseThrow();
        assertEquals(challenge, read.challenge());
        assertEquals(OWNER, read.owner());
    }

    static Stream<Named<Consumer<SoftAuthenticator>>> violations() {
        return Stream.of(
                Named.of("wrong origin", a -> a.origin = "https://localhost:8080"),
                Named.of("wrong port", a -> a.origin = "http://localhost:8081"),
                Named.of("wrong host", a -> a.origin = "http://localhost.evil.example:8080"),
                Named.of("wrong relying party", a -> a.rpId = "evil.example"),
                Named.of("framed by another site", a -> a.extraClientData = ",\"crossOrigin\":true"),
                Named.of("user not verified", a -> a.flags = SoftAuthenticator.PRESENT),
                Named.of("user not present", a -> a.flags = SoftAuthenticator.VERIFIED),
                Named.of("a copy of what cannot be copied", a -> a.flags |= SoftAuthenticator.BACKED_UP),
                Named.of("the other ceremony", a -> {
                    a.registrationType = "webauthn.get";
                    a.useType = "webauthn.create";
                }));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void aRegistrationThatBreaksARuleIsRefused(Consumer<SoftAuthenticator> violation) {
        var authenticator = new SoftAuthenticator();
        violation.accept(authenticator);
        assertEquals(
                Optional.empty(),
                ceremonies.read(authenticator.register(challenge)).flatMap(ceremonies::verify));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void aUseThatBreaksARuleIsRefused(Consumer<SoftAuthenticator> violation) {
        var authenticator = new SoftAuthenticator();
        Passkey passkey = registered(authenticator);
        assertTrue(use(authenticator, passkey).isPresent());
        violation.accept(authenticator);
        assertEquals(Optional.empty(), use(authenticator, passkey));
    }

    @Test
    void aPasskeyDoesNotBecomeOneThatCanBeCopied() {
        var authenticator = new SoftAuthenticator();
        Passkey passkey = registered(authenticator);
        authenticator.flags |= SoftAuthenticator.BACKUP_ELIGIBLE;
        assertEquals(Optional.empty(), use(authenticator, passkey));
    }

    @Test
    void theSignatureOfAnotherKeyIsRefused() {
        var authenticator = new SoftAuthenticator();
        Passkey passkey = registered(authenticator);
        var other = new SoftAuthenticator();
        other.credentialId = authenticator.credentialId;
        assertEquals(Optional.empty(), use(other, passkey));
    }

    @Test
    void whatWasSignedCannotBeChanged() {
        var authenticator = new SoftAuthenticator();
        Passkey passkey = registered(authenticator);
        PasskeyAssertion genuine = authenticator.use(challenge, OWNER);
        authenticator.counter = 99;
        PasskeyAssertion later = authenticator.use(challenge, OWNER);
        var mixed = new PasskeyAssertion(
                genuine.id(),
                new PasskeyAssertion.Signed(
                        genuine.response().clientDataJson(),
                        later.response().authenticatorData(),
                        genuine.response().signature(),
                        genuine.response().userHandle()));
        assertEquals(Optional.empty(), ceremonies.read(mixed).flatMap(read -> ceremonies.verify(read, passkey)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "AAAA", "oA", "n5-fn5-f", "v2NmbXQ", "eyJ0eXBlIjo"})
    void whatCannotBeReadIsRefused(String rubbish) {
        PasskeyAssertion genuine = new SoftAuthenticator().use(challenge, OWNER);
        PasskeyAssertion.Signed signed = genuine.response();
        String data = signed.authenticatorData();
        for (PasskeyAssertion.Signed broken : List.of(
                new PasskeyAssertion.Signed(rubbish, data, signed.signature(), signed.userHandle()),
                new PasskeyAssertion.Signed(signed.clientDataJson(), rubbish, signed.signature(), signed.userHandle()),
                new PasskeyAssertion.Signed(signed.clientDataJson(), data, signed.signature(), rubbish),
                new PasskeyAssertion.Signed(signed.clientDataJson(), data, signed.signature(), null))) {
            assertEquals(Optional.empty(), ceremonies.read(new PasskeyAssertion(genuine.id(), broken)));
        }
        String clientData =
                new SoftAuthenticator().register(challenge).response().clientDataJson();
        for (var broken : List.of(
                new RegistrationResponse.Attestation(clientData, rubbish, null),
                // Arrays in arrays, as many as fit.
                new RegistrationResponse.Attestation(clientData, "gYGB".repeat(8000), null))) {
            assertEquals(Optional.empty(), ceremonies.read(new RegistrationResponse(broken)));
        }
    }

    private Passkey registered(SoftAuthenticator authenticator) {
        Passkey.Facts facts = ceremonies
                .read(authenticator.register(challenge))
                .flatMap(ceremonies::verify)
                .orElseThrow();
        return new Passkey(UUID.randomUUID(), OWNER, facts, "laptop", Instant.now(), null);
    }

    private Optional<Ceremonies.Use> use(SoftAuthenticator authenticator, Passkey passkey) {
        return ceremonies.read(authenticator.use(challenge, OWNER)).flatMap(read -> ceremonies.verify(read, passkey));
    }
}
