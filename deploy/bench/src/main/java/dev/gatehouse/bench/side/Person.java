package dev.gatehouse.bench.side;

import java.util.List;
import java.util.stream.IntStream;

/** A user, with the same name and password on each side. */
public record Person(String username, String password, String email) {

    /** The first {@code count} users. */
    public static List<Person> first(int count) {
        return IntStream.range(0, count)
                .mapToObj(number ->
                        new Person("user-" + number, "bench password of " + number, "user-" + number + "@example.test"))
                .toList();
    }
}
