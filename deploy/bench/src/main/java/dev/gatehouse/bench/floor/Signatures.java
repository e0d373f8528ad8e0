package dev.gatehouse.bench.floor;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** ES256 signatures on one thread: the floor of a JWT. */
public final class Signatures {
    private static final String CORRETTO = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
    /** As long as the header and the claims of an access token. */
    private static final int LENGTH = 480;

    private Signatures() {}

    /** Signatures a second with the JDK's own provider. */
    public static double jdk(Duration time) {
        return rate(Optional.empty(), time);
    }

    /** Signatures a second with Corretto's, as token-service has it; empty where it does not load. */
    public static Optional<Double> corretto(Path projectRoot, Duration time) {
        Path libraries = projectRoot.resolve("token-service/target/quarkus-app/lib/main");
        try (Stream<Path> files = Files.list(libraries)) {
            URL[] jars = files.filter(file -> file.getFileName().toString().contains("AmazonCorretto"))
                    .map(Signatures::url)
                    .toArray(URL[]::new);
            try (var loader = new URLClassLoader(jars)) {
                var provider = (Provider)
                        loader.loadClass(CORRETTO).getField("INSTANCE").get(null);
                return Optional.of(rate(Optional.of(provider), time));
            }
        } catch (IOException | ReflectiveOperationException | LinkageError e) {
            return Optional.empty();
        }
    }

    private static double rate(Optional<Provider> provider, Duration time) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            signFor(provider, keys, time);
            return signFor(provider, keys, time) / (time.toNanos() / 1e9);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    private static long signFor(Optional<Provider> provider, KeyPair keys, Duration time)
            throws GeneralSecurityException {
        byte[] input = new byte[LENGTH];
        long count = 0;
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            // A new object each time, as in token-service: they are not safe for several threads.
            Signature signature = provider.isPresent()
                    ? Signature.getInstance("SHA256withECDSAinP1363Format", provider.get())
                    : Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(keys.getPrivate());
            signature.update(input);
            count += signature.sign().length == 64 ? 1 : 0;
        }
        return count;
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (java.net.MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
