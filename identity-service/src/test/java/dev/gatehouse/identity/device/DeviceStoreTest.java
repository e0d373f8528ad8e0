package dev.gatehouse.identity.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeviceStoreTest {
    private final DeviceStore store;
    private final UserStore users;

    @Inject
    DeviceStoreTest(DeviceStore store, UserStore users) {
        this.store = store;
        this.users = users;
    }

    @Test
    void theFirstIsNothingToTellOfAnotherIsAndThenIsKnown() {
        UUID user = user();
        assertFalse(store.isNewBesideOthers(user, "a"));
        assertFalse(store.isNewBesideOthers(user, "a"));
        assertTrue(store.isNewBesideOthers(user, "b"));
        assertFalse(store.isNewBesideOthers(user, "b"));
        assertFalse(store.isNewBesideOthers(user, "a"));
    }

    @Test
    void onlyTheLatestFewAreKept() {
        UUID user = user();
        for (int i = 0; i < DeviceStore.MOST + 5; i++) {
            store.isNewBesideOthers(user, "device " + i);
        }
        assertEquals(DeviceStore.MOST, store.of(user).size());
        assertTrue(store.isNewBesideOthers(user, "device 0"));
        assertFalse(store.isNewBesideOthers(user, "device " + (DeviceStore.MOST + 4)));
    }

    @Test
    void ofNobodyNothingIsKept() {
        UUID nobody = UUID.randomUUID();
        assertFalse(store.isNewBesideOthers(nobody, "a"));
        assertTrue(store.of(nobody).isEmpty());
    }

    private UUID user() {
        String name = "d" + UUID.randomUUID().toString().substring(0, 12);
        return users.insert(new NewUser(name, null, false, null, null, false))
                .orElseThrow()
                .id();
    }
}
