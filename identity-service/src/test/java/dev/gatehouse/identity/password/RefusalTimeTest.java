package dev.gatehouse.identity.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Refusals take as long as the slowest kind of hash, so that their time does not tell who has one. */
@QuarkusTest
class RefusalTimeTest {
    private static final String BCRYPT = "$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";
    private static final String DEARER = "$2b$11$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";
    private final RefusalTime time;
    private final ForeignHashStore store;
    private final PasswordHasher hasher;
    private final UserStore users;
    private final EntityManager entities;

    @Inject
    RefusalTimeTest(
            RefusalTime time, ForeignHashStore store, PasswordHasher hasher, UserStore users, EntityManager entities) {
        this.time = time;
        this.store = store;
        this.hasher = hasher;
        this.users = users;
        this.entities = entities;
    }

    @Test
    @TestTransaction
    void oneHashOfEachKindAndCostIsMeasured() {
        entities.createNativeQuery("update identity.users set password_hash = null")
                .executeUpdate();
        user(hasher.hash("one of our own"));
        user(hasher.hash("another of them"));
        user(BCRYPT);
        user(BCRYPT);
        user(DEARER);
        user(null);
        List<String> samples = store.samples();
        assertEquals(3, samples.size(), samples.toString());
        assertEquals(2, samples.stream().filter(hasher::outdated).count());
        time.measure();
        assertTrue(time.least().compareTo(Duration.ZERO) > 0);
    }

    @Test
    @TestTransaction
    void whereAllHashesAreOursNobodyWaits() {
        entities.createNativeQuery("update identity.users set password_hash = null")
                .executeUpdate();
        user(hasher.hash("one of our own"));
        time.measure();
        assertEquals(Duration.ZERO, time.least());
    }

    @Test
    @TestTransaction
    void theKindsAreFoundInAnIndexAndNotByReadingEveryone() {
        user(BCRYPT);
        user(DEARER);
        entities.createNativeQuery("set local enable_seqscan = off").executeUpdate();
        String plan = String.join("\n", plan());
        assertTrue(plan.contains("Index Scan using users_hash_kind") && !plan.contains("Seq Scan on users"), plan);
        // To be read in order, and none twice.
        assertFalse(plan.contains("Sort"), plan);
    }

    @SuppressWarnings("unchecked")
    private List<String> plan() {
        return entities.createNativeQuery("explain " + ForeignHashStore.SAMPLES).getResultList();
    }

    private void user(@org.jspecify.annotations.Nullable String hash) {
        String name = "u" + UUID.randomUUID();
        assertTrue(users.insert(new NewUser(name, name + "@example.org", false, null, hash, false))
                .isPresent());
    }
}
