package dev.gatehouse.identity.password;

import jakarta.enterprise.inject.Vetoed;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Hashes, and counts how often. No bean of its own: it stands in for the one there is. */
@Vetoed
public class CountingHasher extends PasswordHasher {
    private final AtomicInteger hashes = new AtomicInteger();

    public CountingHasher(PasswordConfig config) {
        super(config);
    }

    public int hashes() {
        return hashes.get();
    }

    @Override
    public String hash(String password) {
        hashes.incrementAndGet();
        return super.hash(password);
    }

    @Override
    public boolean verify(@Nullable String hash, String password) {
        hashes.incrementAndGet();
        return super.verify(hash, password);
    }
}
