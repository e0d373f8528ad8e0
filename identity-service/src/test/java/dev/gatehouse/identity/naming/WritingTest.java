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
}
