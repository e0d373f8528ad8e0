package dev.gatehouse.identity.scim;

import java.util.List;

/** A filter (RFC 7644, section 3.4.2.2). Names of attributes are in lower case: they are compared so. */
sealed interface Filter {
    record And(List<Filter> all) implements Filter {}

    record Or(List<Filter> any) implements Filter {}

    record Not(Filter filter) implements Filter {}

    /** Has a value. */
    record Present(String attribute) implements Filter {}

    record Compare(String attribute, Op op, Value value) implements Filter {}

    /** One and the same value of a multi-valued attribute fulfils {@code filter}. */
    record OfOne(String attribute, Filter filter) implements Filter {}

    enum Op {
        eq,
        ne,
        co,
        sw,
        ew,
        gt,
        ge,
        lt,
        le
    }

    sealed interface Value {}

    record Text(String text) implements Value {}

    record Bool(boolean value) implements Value {}

    record Number(java.math.BigDecimal number) implements Value {}

    record Null() implements Value {}
}
