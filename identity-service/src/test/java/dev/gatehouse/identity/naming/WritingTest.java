package dev.gatehouse.identity.naming;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice-2.b_c",
                "zo\u00EB",
                "\u0438\u0432\u0430\u043D-7",
                "\u0391\u03B8\u03B7\u03BD\u03AC",
                "taro\u592A\u90CE\u305F\u308D\u3046\u30BF\u30ED\u30FC",
                "kim\uAE40\u91D1",
                "\u0905\u092E\u093F\u0924\u0967\u0968"
            })
    void namesAsPeopleWriteThem(String name) {
        assertTrue(Writing.usual(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p\u0430ypal",
                "\u0391lice",
                "\u0438\u0432an",
                "\u592A\u90CE\u0438\u0432",
                "\u305F\u308D\uAE40",
                "a1\u0661",
                "ali\uFE0Fce",
                "ali\u034Fce",
                "\u3164",
                "a\uDB40\uDD00"
            })
    void namesThatAreMeantToDeceive(String name) {
        assertFalse(Writing.usual(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada+lists@example.org",
                "zo\u00EB@b\u00FCcher.example",
                "\u0438\u0432\u0430\u043D@\u043F\u0440\u0438\u043C\u0435\u0440.\u0440\u0444",
                "\u0438\u0432\u0430\u043D@example.org",
                "ivan@\u043F\u0440\u0438\u043C\u0435\u0440.example",
                "ivan@xn--e1afmkfd.example",
                "\u592A\u90CE@\u4F8B\u3048.\u30C6\u30B9\u30C8"
            })
    void addressesAsPeopleWriteThem(String address) {
        assertTrue(Writing.usualAddress(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0430dmin@example.org",
                "admin@ex\u0430mple.org",
                "admin@mail.ex\u0430mple.org",
                "admin@xn--exmple-4nf.org",
                "admin@example.\u043Erg",
                "ad\u034Fmin@example.org",
                "a1\u0661@example.org"
            })
    void addressesThatAreMeantToDeceive(String address) {
        assertFalse(Writing.usualAddress(address));
    }
}
