package dev.gatehouse.identity.group;

import dev.gatehouse.common.request.EntityTag;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Makes and changes groups and roles. */
@Singleton
public class GroupKeeping {
    private final GroupStore groups;
    private final GroupChanges changes;

    GroupKeeping(GroupStore groups, GroupChanges changes) {
        this.groups = groups;
        this.changes = changes;
    }

    /** What came of it. */
    public sealed interface Outcome permits Kept, Taken, BadName, NoSuchUser, Outdated, Absent {}

    public record Kept(Group group) implements Outcome {}

    /** Another of its kind has the name. */
    public record Taken() implements Outcome {}

    public record BadName() implements Outcome {}

    /** One of the members is none; nothing was changed. */
    public record NoSuchUser() implements Outcome {}

    /** It is of another version than the change is conditional on. */
    public record Outdated() implements Outcome {}

    public record Absent() implements Outcome {}

    /**
     * What is to become of it.
     *
     * @param name empty where it stays
     * @param description null where it stays, empty where it is taken away; as is {@code externalId}
     */
    public record Change(
            Optional<String> name,
            @Nullable Optional<String> description,
            @Nullable Optional<String> externalId,
            List<MemberChange> members) {}

    /** Makes one with these members. */
    public Outcome make(
            Kind kind,
            String name,
            @Nullable String description,
            @Nullable String externalId,
            Set<UUID> members,
            String actor) {
        Optional<String> fit = GroupName.of(name);
        return fit.isEmpty()
                ? new BadName()
                : attempt(() -> changes.make(kind, fit.get(), description, externalId, members, actor)
                        .<Outcome>map(Kept::new)
                        .orElseGet(Taken::new));
    }

    public Outcome change(Kind kind, UUID id, Change change, EntityTag.Condition condition, String actor) {
        Optional<String> name = change.name().flatMap(GroupName::of);
        if (change.name().isPresent() && name.isEmpty()) {
            return new BadName();
        }
        var fit = new Change(name, change.description(), change.externalId(), change.members());
        return attempt(() -> changes.change(kind, id, fit, condition, actor));
    }

    private static Outcome attempt(Supplier<Outcome> work) {
        try {
            return work.get();
        } catch (GroupChanges.NoSuchUser e) {
            return new NoSuchUser();
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof ConstraintViolationException violated
                        && "groups_name_key".equals(violated.getConstraintName())) {
                    return new Taken();
                }
            }
            throw e;
        }
    }

    /**
     * Those whose names begin with {@code query}, by name.
     *
     * @param after what the page before gave as {@code next}
     * @throws IllegalArgumentException where {@code after} is nothing that a page has given
     */
    Group.Page page(Kind kind, String query, @Nullable String after, int limit) {
        String name = after == null ? "" : new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
        List<Group> found = groups.page(kind, query, name, limit + 1);
        boolean more = found.size() > limit;
        List<Group> shown = more ? found.subList(0, limit) : found;
        String next = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(more ? shown.getLast().name().getBytes(StandardCharsets.UTF_8) : new byte[0]);
        return switch (kind) {
            case group -> new Group.Page(shown, null, more ? next : null);
            case role -> new Group.Page(null, shown, more ? next : null);
        };
    }

    /** What came of a removal. */
    public enum Removal {
        DONE,
        /** It is of another version than the removal is conditional on. */
        OUTDATED,
        ABSENT
    }

    public Removal remove(Kind kind, UUID id, EntityTag.Condition condition, String actor) {
        return changes.remove(kind, id, condition, actor);
    }
}
