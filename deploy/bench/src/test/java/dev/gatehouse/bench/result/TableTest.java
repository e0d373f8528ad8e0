package dev.gatehouse.bench.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables and the numbers in them. */
class TableTest {
    @Test
    void numbersGoToTheRight() {
        var table = new Table("work", "a second", "goal");
        table.add("refresh", "12", "reached");
        table.add("start", "–", "");
        assertEquals("""
                | work    | a second | goal    |
                | ------- | -------: | ------- |
                | refresh |       12 | reached |
                | start   |        – |         |
                """, table.toString());
    }

    @Test
    void columnsWithoutContentAreLeftOut() {
        var table = new Table("work", "ratio", "goal");
        table.add("refresh", "–", "");
        assertEquals("""
                | work    |
                | ------- |
                | refresh |
                """, table.toString());
    }

    @Test
    void everyLineHasAllCells() {
        var table = new Table("one", "two");
        assertThrows(IllegalArgumentException.class, () -> table.add("one"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "0.01234 | 0.012",
                "1.2345 | 1.23",
                "12.345 | 12.3",
                "123.45 | 123",
                "12345 | 12,300",
                "999.9 | 1,000"
            })
    void threeDigitsAreShown(double number, String shown) {
        assertEquals(shown, Numbers.shown(number));
    }

    @Test
    void whatIsNoNumberIsNotShown() {
        assertEquals("–", Numbers.shown(Double.NaN));
        assertEquals("–", Numbers.shown(1 / 0.0));
    }
}
