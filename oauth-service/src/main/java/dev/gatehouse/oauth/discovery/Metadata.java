package dev.gatehouse.oauth.discovery;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The metadata as the rooms write it (RFC 8414, section 2; OpenID Connect Discovery 1.0, section 3). */
public final class Metadata {
    private final String issuer;
    private final List<String> algorithms;
    private final Map<String, Object> values = new TreeMap<>();
    private final Map<String, Set<String>> lists = new TreeMap<>();

    Metadata(String issuer, List<String> algorithms) {
        this.issuer = issuer;
        this.algorithms = algorithms;
        put("issuer", issuer);
    }

    /** What tokens can be signed with now. */
    public List<String> algorithms() {
        return algorithms;
    }

    /** A member that one room alone has: a second one in its place is a mistake. */
    public void put(String name, Object value) {
        if (values.putIfAbsent(name, value) != null || lists.containsKey(name)) {
            throw new IllegalStateException(name + " is said twice");
        }
    }

    /** The address of {@code path} here. */
    public void endpoint(String name, String path) {
        put(name, issuer + path);
    }

    /** A member of several values, which several rooms may add to. */
    public void add(String name, Collection<String> more) {
        if (values.containsKey(name)) {
            throw new IllegalStateException(name + " is no list");
        }
        lists.computeIfAbsent(name, n -> new LinkedHashSet<>()).addAll(more);
    }

    /** As {@link #add(String, Collection)}. */
    public void add(String name, String... more) {
        add(name, List.of(more));
    }

    Map<String, Object> all() {
        var all = new TreeMap<>(values);
        lists.forEach((name, list) -> all.put(name, List.copyOf(list)));
        return all;
    }
}
