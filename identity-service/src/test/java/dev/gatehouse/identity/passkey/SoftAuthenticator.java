package dev.gatehouse.identity.passkey;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import dev.gatehouse.common.peer.PasskeyAssertion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** An authenticator with one passkey, and the browser before it, which both do as they are told. */
final class SoftAuthenticator {
    static final int PRESENT = 1;
    static final int VERIFIED = 4;
    static final int BACKUP_ELIGIBLE = 8;
    static final int BACKED_UP = 16;
    private static final int ATTESTED = 64;
    final KeyPair keys;
    byte[] credentialId = new byte[32];
    String rpId = "localhost";
    String origin = "http://localhost:8080";
    String extraClientData = "";
    String registrationType = "webauthn.create";
    String useType = "webauthn.get";
    int flags = PRESENT | VERIFIED;
    int counter;

    /** @param algorithm EC, Ed25519 or RSA */
    SoftAuthenticator(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        new SecureRandom().nextBytes(credentialId);
    }

    SoftAuthenticator() {
        this("EC");
    }

    RegistrationResponse register(String challenge) {
        byte[] object = cbor(out -> {
            out.writeStartObject(3);
            out.writeStringField("fmt", "none");
            out.writeFieldName("attStmt");
            out.writeStartObject(0);
            out.writeEndObject();
            out.writeFieldName("authData");
            out.writeBinary(authenticatorData(true));
            out.writeEndObject();
        });
        return new RegistrationResponse(new RegistrationResponse.Attestation(
                text(clientData(registrationType, challenge)), text(object), List.of("internal", "hybrid")));
    }

    PasskeyAssertion use(String challenge, UUID owner) {
        byte[] clientData = clientData(useType, challenge);
        byte[] data = authenticatorData(false);
        return new PasskeyAssertion(
                text(credentialId),
                new PasskeyAssertion.Signed(
                        text(clientData), text(data), text(sign(data, clientData)), UserHandle.of(owner)));
    }

    private byte[] clientData(String type, String challenge) {
        return ("{\"type\":\"" + type + "\",\"challenge\":\"" + challenge + "\",\"origin\":\"" + origin + "\""
                        + extraClientData + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] authenticatorData(boolean attested) {
        byte[] key = attested ? coseKey(keys.getPublic()) : new byte[0];
        var data = ByteBuffer.allocate(37 + (attested ? 18 + credentialId.length + key.length : 0))
                .put(sha256(rpId.getBytes(StandardCharsets.UTF_8)))
                .put((byte) (flags | (attested ? ATTESTED : 0)))
                .putInt(counter);
        if (attested) {
            data.put(new byte[16])
                    .putShort((short) credentialId.length)
                    .put(credentialId)
                    .put(key);
        }
        return data.array();
    }

    private byte[] sign(byte[] data, byte[] clientData) {
        try {
            String algorithm = switch (keys.getPublic()) {
                case ECPublicKey ignored -> "SHA256withECDSA";
                case EdECPublicKey ignored -> "Ed25519";
                default -> "SHA256withRSA";
            };
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(keys.getPrivate());
            signature.update(data);
            signature.update(sha256(clientData));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** RFC 9053, sections 7.1 and 7.2; RFC 8230, section 4. */
    private static byte[] coseKey(PublicKey key) {
        return cbor(out -> {
            switch (key) {
                case ECPublicKey ec -> {
                    out.writeStartObject(5);
                    number(out, 1, 2);
                    number(out, 3, -7);
                    number(out, -1, 1);
                    bytes(out, -2, fixed(ec.getW().getAffineX()));
                    bytes(out, -3, fixed(ec.getW().getAffineY()));
                }
                case EdECPublicKey ed -> {
                    byte[] encoded = ed.getEncoded();
                    out.writeStartObject(4);
                    number(out, 1, 1);
                    number(out, 3, -8);
                    number(out, -1, 6);
                    bytes(out, -2, Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
                }
                case RSAPublicKey rsa -> {
                    out.writeStartObject(4);
                    number(out, 1, 3);
                    number(out, 3, -257);
                    bytes(out, -1, unsigned(rsa.getModulus()));
                    bytes(out, -2, unsigned(rsa.getPublicExponent()));
                }
                default -> throw new IllegalStateException(key.getAlgorithm());
            }
            out.writeEndObject();
        });
    }

    private static void number(CBORGenerator out, long label, int value) throws IOException {
        out.writeFieldId(label);
        out.writeNumber(value);
    }

    private static void bytes(CBORGenerator out, long label, byte[] value) throws IOException {
        out.writeFieldId(label);
        out.writeBinary(value);
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static byte[] fixed(BigInteger number) {
        byte[] bytes = unsigned(number);
        byte[] padded = new byte[32];
        System.arraycopy(bytes, 0, padded, 32 - bytes.length, bytes.length);
        return padded;
    }

    private interface Writing {
        void to(CBORGenerator out) throws IOException;
    }

    private static byte[] cbor(Writing writing) {
        var bytes = new ByteArrayOutputStream();
        try (CBORGenerator out = new CBORFactory().createGenerator(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
