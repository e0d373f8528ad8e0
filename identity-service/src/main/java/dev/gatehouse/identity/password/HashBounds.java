package dev.gatehouse.identity.password;

import dev.gatehouse.identity.password.PasswordHash.Argon2;
import dev.gatehouse.identity.password.PasswordHash.Base64Text;
import dev.gatehouse.identity.password.PasswordHash.Bcrypt;
import dev.gatehouse.identity.password.PasswordHash.Digest;
import dev.gatehouse.identity.password.PasswordHash.Pbkdf2;
import dev.gatehouse.identity.password.PasswordHash.Scrypt;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which hashes are taken from elsewhere: none that makes a sign-in last more than some three seconds or take more than 256
 * MiB, and none that was too cheap even when it was made. Pure.
 */
public final class HashBounds {
    private static final int MAX_ARGON2_KIB = 256 * 1024;
    /** KiB times passes. */
    private static final long MAX_ARGON2_WORK = 1024 * 1024;

    private static final int MIN_BCRYPT_COST = 4;
    private static final int MAX_BCRYPT_COST = 14;
    private static final int MIN_PBKDF2_ITERATIONS = 1000;
    /** Iterations times blocks of the digest; of SHA-512, half as many. */
    private static final long MAX_PBKDF2_WORK = 2_000_000;

    private static final int MIN_SCRYPT_LOG = 10;
    private static final long MAX_SCRYPT_BYTES = 128L * 1024 * 1024;
    /** Bytes times lanes. */
    private static final long MAX_SCRYPT_WORK = 256L * 1024 * 1024;

    private final long heap;

    /** @param heap bytes that Java may use: scrypt's memory comes from there, and may be half of it */
    HashBounds(long heap) {
        this.heap = heap;
    }

    /** For this machine. */
    public static HashBounds here() {
        return new HashBounds(Runtime.getRuntime().maxMemory());
    }

    /** Why {@code hash} is not taken, as a sentence; empty where it is. */
    public Optional<String> objection(PasswordHash hash) {
        return Optional.ofNullable(
                switch (hash) {
                    case Argon2 argon2 -> argon2(argon2);
                    case Bcrypt bcrypt -> bcrypt(bcrypt);
                    case Pbkdf2 pbkdf2 -> pbkdf2(pbkdf2);
                    case Scrypt scrypt -> scrypt(scrypt);
                });
    }

    private static @Nullable String argon2(Argon2 hash) {
        if (hash.version() != 16 && hash.version() != 19) {
            return "Argon2 has no version " + hash.version() + ".";
        }
        if (hash.parallelism() < 1 || hash.parallelism() > 16 || hash.iterations() < 1) {
            return "Argon2 is taken with 1 to 16 lanes and at least one pass.";
        }
        if (hash.memory() < 8 * hash.parallelism()
                || hash.memory() > MAX_ARGON2_KIB
                || (long) hash.memory() * hash.iterations() > MAX_ARGON2_WORK) {
            return "Argon2 is taken with at most 256 MiB, 1 GiB over all passes, and at least 8 KiB a lane.";
        }
        return lengths(hash.salt(), hash.hash());
    }

    private static @Nullable String bcrypt(Bcrypt hash) {
        return hash.cost() < MIN_BCRYPT_COST || hash.cost() > MAX_BCRYPT_COST
                ? "bcrypt is taken with a cost of 4 to 14."
                : null;
    }

    private static @Nullable String pbkdf2(Pbkdf2 hash) {
        int bytes = Base64Text.length(hash.hash());
        long blocks = (bytes + hash.digest().bytes - 1) / hash.digest().bytes;
        long cost = hash.digest() == Digest.SHA512 ? 2 : 1;
        if (hash.iterations() < MIN_PBKDF2_ITERATIONS || hash.iterations() * blocks * cost > MAX_PBKDF2_WORK) {
            return "PBKDF2 is taken with at least 1,000 iterations, and at most 2,000,000 over all blocks of the hash,"
                    + " half of it with SHA-512.";
        }
        return lengths(hash.salt(), hash.hash());
    }

    private @Nullable String scrypt(Scrypt hash) {
        if (hash.logCost() < MIN_SCRYPT_LOG || hash.logCost() > 20 || hash.blockSize() < 1 || hash.parallelism() < 1) {
            return "scrypt is taken with a cost (N) of 2^10 to 2^20.";
        }
        if (hash.blockSize() == 1 && hash.logCost() >= 16) {
            // RFC 7914, section 2: N must be less than 2^(128·r/8).
            return "scrypt with r=1 has a cost (N) below 2^16.";
        }
        long bytes = 128L * hash.blockSize() << hash.logCost();
        if (bytes > Math.min(MAX_SCRYPT_BYTES, heap / 2) || bytes * hash.parallelism() > MAX_SCRYPT_WORK) {
            return "scrypt is taken with at most 128 MiB (N·r·128), half of the memory that Java may use,"
                    + " and 256 MiB over all lanes.";
        }
        return lengths(hash.salt(), hash.hash());
    }

    private static @Nullable String lengths(String salt, String hash) {
        int saltBytes = Base64Text.length(salt);
        int hashBytes = Base64Text.length(hash);
        return saltBytes < 8 || saltBytes > 128 || hashBytes < 16 || hashBytes > 128
                ? "The salt has to have 8 to 128 bytes, and the hash 16 to 128."
                : null;
    }
}
