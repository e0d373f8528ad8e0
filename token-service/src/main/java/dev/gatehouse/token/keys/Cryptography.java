package dev.gatehouse.token.keys;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Signs and verifies with the Amazon Corretto Crypto Provider, several times as fast as the JDK's own; with the JDK's
 * where the native library does not load. It is used for this only and never becomes the platform's provider.
 */
@Singleton
public class Cryptography {
    private static final Logger LOG = Logger.getLogger(Cryptography.class);
    private static final String CORRETTO = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
    /** Without it the provider takes Ed25519 keys of the JDK only, and translates them for each signature. */
    private static final String ED25519_KEYS = CORRETTO.replace("AmazonCorrettoCryptoProvider", "registerEdKeyFactory");

    /** Null for the JDK's. */
    private final @Nullable Provider provider;

    @Inject
    public Cryptography() {
        this(corretto());
    }

    Cryptography(@Nullable Provider provider) {
        this.provider = provider;
    }

    String providerName() {
        return provider == null ? "JDK" : provider.getName();
    }

    byte[] sign(Algorithm algorithm, PrivateKey key, byte[] input) {
        try {
            Signature signature = signature(algorithm, provider);
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with " + algorithm, e);
        }
    }

    /** Whether {@code signed} is the signature of {@code input}; false for one, or a key, that is malformed too. */
    public boolean verifies(Algorithm algorithm, PublicKey key, byte[] input, byte[] signed) {
        try {
            Signature signature = signature(algorithm, provider);
            if (!taken(signature, key)) {
                return false;
            }
            signature.update(input);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean taken(Signature signature, PublicKey key) throws GeneralSecurityException {
        try {
            signature.initVerify(key);
            return true;
        } catch (RuntimeException e) {
            // A caller's own key may be a point of no curve; it is written anew for the provider, and cannot be.
            return false;
        }
    }

    KeyPair generate(Algorithm algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.keyType());
            generator.initialize(algorithm.keyParameters());
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a key for " + algorithm, e);
        }
    }

    /** @param pkcs8 as {@link PrivateKey#getEncoded} gives it */
    PrivateKey privateKey(Algorithm algorithm, byte[] pkcs8) {
        try {
            return factory(algorithm, provider).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot read a private key of " + algorithm, e);
        }
    }

    /** The same key in the form that the provider works on without translating it each time. */
    PublicKey publicKey(Algorithm algorithm, PublicKey key) {
        try {
            return factory(algorithm, provider).generatePublic(new X509EncodedKeySpec(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot read a public key of " + algorithm, e);
        }
    }

    private static @Nullable Provider corretto() {
        try {
            System.setProperty(ED25519_KEYS, "true");
            var found = (Provider) Class.forName(CORRETTO).getField("INSTANCE").get(null);
            for (Algorithm algorithm : Algorithm.values()) {
                factory(algorithm, found);
                signature(algorithm, found);
            }
            return found;
        } catch (ReflectiveOperationException | GeneralSecurityException | LinkageError | RuntimeException e) {
            LOG.warnf("signing with the JDK's provider, which is slower: Corretto's does not load here (%s)", e);
            return null;
        }
    }

    private static Signature signature(Algorithm algorithm, @Nullable Provider provider)
            throws GeneralSecurityException {
        Signature signature = provider == null
                ? Signature.getInstance(algorithm.signature())
                : Signature.getInstance(algorithm.signature(), provider);
        AlgorithmParameterSpec parameters = algorithm.signatureParameters();
        if (parameters != null) {
            signature.setParameter(parameters);
        }
        return signature;
    }

    private static KeyFactory factory(Algorithm algorithm, @Nullable Provider provider)
            throws GeneralSecurityException {
        return provider == null
                ? KeyFactory.getInstance(algorithm.keyType())
                : KeyFactory.getInstance(algorithm.keyType(), provider);
    }
}
