package dev.gatehouse.common.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookiesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "__Host-a=x|x",
                "b=y; __Host-a=x; c=z|x",
                "b=y;__Host-a = x|x",
                "__Host-a=x=y|x=y",
                "__Host-ab=y; __Host-a=x|x"
            })
    void theOneOfTheNameIsRead(String header, String value) {
        assertEquals(Optional.of(value), Cookies.one(List.of(header), "__Host-a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "b=y",
                "__Host-a",
                "__Host-a=",
                "__Host-a=x; __Host-a=y",
                "__Host-a=x; __Host-a=x",
                "__Host-a=x,y",
                "__Host-a=x y",
                "__Host-a=\"x\"",
                "__host-a=x",
                "x__Host-a=x",
                "=__Host-a=x"
            })
    void noneAndSeveralAreNone(String header) {
        assertEquals(Optional.empty(), Cookies.one(List.of(header), "__Host-a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"__Host-a=y", "c=z; __Host-a=x"})
    void twoHeadersCountTogether(String other) {
        assertEquals(Optional.empty(), Cookies.one(List.of("__Host-a=x", other), "__Host-a"));
    }

    @Test
    void whoeverRefusesSeveralCanTellThemFromNone() {
        assertEquals(new Cookies.None(), Cookies.find(List.of("__Host-ab=x", "b=y"), "__Host-a"));
        assertEquals(new Cookies.One("x y"), Cookies.find(List.of("__Host-a=x y"), "__Host-a"));
        assertEquals(new Cookies.Several(), Cookies.find(List.of("__Host-a=x; __Host-a="), "__Host-a"));
        assertEquals(new Cookies.Several(), Cookies.find(List.of("__Host-a=x", "__Host-a=x"), "__Host-a"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "__Host-a-2=x; b=y; __Host-a-1=z; __Host-a-2=v|__Host-a-2 __Host-a-1",
                "__Host-a-=|__Host-a-",
                "x__Host-a-1=x; __Host-a=y; __Host-a-1|''",
                "b=__Host-a-1; =__Host-a-1=x|''"
            })
    void namesThatBeginSoAreToldOnceInTheirOrder(String header, String names) {
        assertEquals(names, String.join(" ", Cookies.names(List.of(header), "__Host-a-")));
    }
}
