package dev.gatehouse.identity.password;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import dev.gatehouse.identity.password.PasswordHash.Base64Text;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.crypto.generators.SCrypt;

/** Compares a password with a hash of any kind, on the calling thread and at the hash's own cost. */
final class HashMatching {
    private static final BCrypt.Version BCRYPT = BCrypt.Version.VERSION_2B;
    /** bcrypt sees no more bytes of a password. */
    private static final int BCRYPT_BYTES = 72;

    private final Map<String, Argon2> argon2 = Map.of(
            "id", Argon2Factory.create(Argon2Types.ARGON2id),
            "i", Argon2Factory.create(Argon2Types.ARGON2i),
            "d", Argon2Factory.create(Argon2Types.ARGON2d));

    /** scrypt takes its memory from Java's heap, which has room for one at a time. */
    private final ReentrantLock scrypt = new ReentrantLock();

    /** @param password in the very code points that count */
    boolean matches(PasswordHash hash, String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        return switch (hash) {
            case PasswordHash.Argon2 known -> argon2(known, bytes);
            case PasswordHash.Bcrypt known -> bcrypt(known, bytes);
            case PasswordHash.Pbkdf2 known -> pbkdf2(known, password);
            case PasswordHash.Scrypt known -> scrypt(known, bytes);
        };
    }

    private boolean argon2(PasswordHash.Argon2 hash, byte[] password) {
        Argon2 variant = argon2.get(hash.variant());
        if (variant == null) {
            throw new IllegalStateException("no Argon2 of variant " + hash.variant());
        }
        return variant.verify(hash.text(), password);
    }

    private static boolean bcrypt(PasswordHash.Bcrypt hash, byte[] password) {
        // a, b and y are the same but for faults that programs had long ago.
        byte[] text = ("$2b" + hash.text().substring(3)).getBytes(StandardCharsets.US_ASCII);
        byte[] seen = password.length > BCRYPT_BYTES ? Arrays.copyOf(password, BCRYPT_BYTES) : password;
        return BCrypt.verifyer(BCRYPT, LongPasswordStrategies.none()).verify(seen, text).verified;
    }

    private static boolean pbkdf2(PasswordHash.Pbkdf2 hash, String password) {
        byte[] expected = Base64Text.bytes(hash.hash());
        var key = new PBEKeySpec(
                password.toCharArray(), Base64Text.bytes(hash.salt()), hash.iterations(), expected.length * 8);
        try {
            byte[] made = SecretKeyFactory.getInstance(hash.digest().algorithm)
                    .generateSecret(key)
                    .getEncoded();
            return MessageDigest.isEqual(expected, made);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PBKDF2 failed", e);
        } finally {
            key.clearPassword();
        }
    }

    private boolean scrypt(PasswordHash.Scrypt hash, byte[] password) {
        byte[] expected = Base64Text.bytes(hash.hash());
        scrypt.lock();
        try {
            byte[] made = SCrypt.generate(
                    password,
                    Base64Text.bytes(hash.salt()),
                    1 << hash.logCost(),
                    hash.blockSize(),
                    hash.parallelism(),
                    expected.length);
            return MessageDigest.isEqual(expected, made);
        } finally {
            scrypt.unlock();
        }
    }
}
