package dev.gatehouse.token.clientkey;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a seed the key, and how keys are called. */
class DerivationTest {
    private static final byte[] SEED =
            HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    /** Clients hold these keys: they must not change with a version of Gatehouse. By another implementation of RFC 5869. */
    @Test
    void aKeyIsTheHkdfOfItsSeed() {
        assertArrayEquals(
                HexFormat.of().parseHex("7a25902315f744d5f723424fc29c31dc9ab7c64b56616b42c44b857a271cbfd8"),
                key(SEED, "app", 1));
    }

    @Test
    void itHas256BitsAndIsAnotherForEachClientVersionAndSeed() {
        List<String> keys = Stream.of(
                        key(SEED, "app", 1),
                        key(SEED, "app", 2),
                        key(SEED, "other", 1),
                        key(SEED, "app-1", 1),
                        key(Derivation.seed(), "app", 1),
                        key(Derivation.seed(), "app", 1))
                .map(HexFormat.of()::formatHex)
                .toList();
        assertEquals(6, keys.stream().distinct().count());
        assertEquals(List.of(64), keys.stream().map(String::length).distinct().toList());
        assertEquals(32, Derivation.seed().length);
        assertFalse(Arrays.equals(Derivation.seed(), Derivation.seed()));
    }

    @Test
    void aKidNamesClientAndVersion() {
        for (KeyId id : List.of(
                new KeyId("app", 1),
                new KeyId("_-9aZ", 999_999_999),
                new KeyId("hs", 10),
                new KeyId("a".repeat(64), 7))) {
            assertEquals(Optional.of(id), KeyId.read(id.kid()));
        }
        assertEquals("hs.app.2", new KeyId("app", 1).next().kid());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hs",
                "hs..1",
                "hs.app",
                "hs.app.",
                "hs.app.0",
                "hs.app.01",
                "hs.app.+1",
                "hs.app.-1",
                "hs.app.1 ",
                "hs.app.1\n",
                " hs.app.1",
                "HS.app.1",
                "hs.a.b.1",
                "hs.a/b.1",
                "hs.\u00e4.1",
                "hs.app.1000000000",
                "hs.app.\u0661",
                "hs.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.1"
            })
    void nothingElseIsTheKidOfASharedKey(String kid) {
        assertEquals(Optional.empty(), KeyId.read(kid));
    }

    @Test
    void noKeyIsCalledWhatNoClientCanBe() {
        assertThrows(IllegalArgumentException.class, () -> new KeyId("a.b", 1));
        assertThrows(IllegalArgumentException.class, () -> new KeyId("", 1));
        assertThrows(IllegalArgumentException.class, () -> new KeyId("app", 0));
        assertFalse(KeyId.possible(null));
    }

    private static byte[] key(byte[] seed, String client, int version) {
        return Derivation.key(seed, new KeyId(client, version)).getEncoded();
    }
}
