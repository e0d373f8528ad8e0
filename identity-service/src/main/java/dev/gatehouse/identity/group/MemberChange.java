package dev.gatehouse.identity.group;

import java.util.Set;
import java.util.UUID;

/** What is to become of who belongs to a group. */
public sealed interface MemberChange {
    /** Those who belong to it already stay. */
    record Added(Set<UUID> users) implements MemberChange {}

    record Removed(Set<UUID> users) implements MemberChange {}

    /** These belong to it, and nobody else. */
    record Exactly(Set<UUID> users) implements MemberChange {}
}
