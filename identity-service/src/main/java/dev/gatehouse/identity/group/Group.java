package dev.gatehouse.identity.group;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A group or a role.
 *
 * @param externalId what a provisioning client calls it
 * @param version grows with each change of it or of its members
 */
@RegisterForReflection
public record Group(
        UUID id,
        @JsonIgnore Kind kind,
        String name,
        @Nullable String description,
        @Nullable String externalId,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long version) {
    /** In the order of their names. @param next what to give as {@code after} for the next page, null on the last */
    @RegisterForReflection
    public record Page(
            @Nullable List<Group> groups,
            @Nullable List<Group> roles,
            @Nullable String next) {}

    /** A user who belongs to it, or a group that has it. @param name username, or the group's name */
    @RegisterForReflection
    public record Member(UUID id, String name) {}

    /** In the order of their ids. @param next what to give as {@code after} for the next page, null on the last */
    @RegisterForReflection
    public record MemberPage(List<Member> members, @Nullable UUID next) {
        /** Before all. */
        static final UUID FIRST = new UUID(0, 0);

        /** Of one member more than a page has, where there are more. */
        static MemberPage of(List<Member> found, int limit) {
            boolean more = found.size() > limit;
            List<Member> shown = more ? found.subList(0, limit) : found;
            return new MemberPage(shown, more ? shown.getLast().id() : null);
        }
    }
}
