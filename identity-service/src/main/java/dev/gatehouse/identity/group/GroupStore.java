package dev.gatehouse.identity.group;

import dev.gatehouse.identity.user.Names;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** Groups and roles in PostgreSQL. Every method is its own transaction, or joins the one that is open. */
@ApplicationScoped
@Transactional
public class GroupStore implements PanacheRepositoryBase<GroupEntity, UUID> {
    private final EntityManager entities;

    GroupStore(EntityManager entities) {
        this.entities = entities;
    }

    /** Makes it in one statement; empty where another of its kind has the name. */
    Optional<Group> insert(Kind kind, String name, @Nullable String description, @Nullable String externalId) {
        UUID id = UUID.randomUUID();
        int rows = entities.createNativeQuery("""
                        insert into identity.groups (id, kind, name, name_key, description, external_id)
                        values (:id, :kind, :name, :key, cast(:description as text), cast(:externalId as text))
                        on conflict do nothing
                        """)
                .setParameter("id", id)
                .setParameter("kind", kind.name())
                .setParameter("name", name)
                .setParameter("key", Names.key(name))
                .setParameter("description", description)
                .setParameter("externalId", externalId)
                .executeUpdate();
        return rows == 0 ? Optional.empty() : group(kind, id);
    }

    public Optional<Group> group(Kind kind, UUID id) {
        return find("id = ?1 and kind = ?2", id, kind).firstResultOptional().map(GroupEntity::group);
    }

    /** Those of {@code ids} that there are, in the order of their ids. */
    public List<Group> groups(Kind kind, Collection<UUID> ids) {
        return find("id in ?1 and kind = ?2 order by id", ids, kind).stream()
                .map(GroupEntity::group)
                .toList();
    }

    /** Those whose names begin with {@code query}, in the order of their names. @param after the name to go on after */
    List<Group> page(Kind kind, String query, String after, int limit) {
        String from = Names.key(query);
        return find(
                        "kind = ?1 and nameKey >= ?2 and nameKey <= ?3 and nameKey > ?4 order by nameKey",
                        kind,
                        from,
                        // The last code point that there is.
                        from + "\uDBFF\uDFFF",
                        Names.key(after))
                .page(0, limit)
                .stream()
                .map(GroupEntity::group)
                .toList();
    }

    /** Locks the row until the transaction ends, so that changes of one group come one after the other. */
    Optional<Group> locked(Kind kind, UUID id) {
        return find("id = ?1 and kind = ?2", id, kind)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .map(GroupEntity::group);
    }

    /**
     * Replaces what is said of it; empty where there is none.
     *
     * @throws org.hibernate.exception.ConstraintViolationException where another of its kind has the name
     */
    Optional<Group> rewrite(UUID id, String name, @Nullable String description, @Nullable String externalId) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).map(group -> {
            group.name = name;
            group.nameKey = Names.key(name);
            group.description = description;
            group.externalId = externalId;
            return changed(group);
        });
    }

    /** Notes that its members are others now. */
    Optional<Group> touch(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).map(this::changed);
    }

    private Group changed(GroupEntity group) {
        group.version++;
        group.updatedAt = Instant.now();
        entities.flush();
        return group.group();
    }

    boolean remove(Kind kind, UUID id) {
        return delete("id = ?1 and kind = ?2", id, kind) > 0;
    }

    /** How many of {@code users} there are. */
    long known(Collection<UUID> users) {
        return select("select id from identity.users where id = any(:users)")
                .setParameter("users", array(users))
                .getResultList()
                .size();
    }

    /** Adds the users that there are. @return those who did not belong to it before */
    List<UUID> add(UUID group, Collection<UUID> users) {
        return select("""
                insert into identity.group_members (group_id, user_id)
                select :group, id from identity.users where id = any(:users) on conflict do nothing
                returning user_id
                """)
                .setParameter("group", group)
                .setParameter("users", array(users))
                .getResultList();
    }

    /** @return those of {@code users} who belonged to it */
    List<UUID> takeOut(UUID group, Collection<UUID> users) {
        return select("""
                delete from identity.group_members where group_id = :group and user_id = any(:users)
                returning user_id
                """)
                .setParameter("group", group)
                .setParameter("users", array(users))
                .getResultList();
    }

    /** Takes all out but {@code users}. @return those who belonged to it */
    List<UUID> takeOutOthers(UUID group, Collection<UUID> users) {
        return select("""
                delete from identity.group_members where group_id = :group and user_id <> all(:users)
                returning user_id
                """)
                .setParameter("group", group)
                .setParameter("users", array(users))
                .getResultList();
    }

    private NativeQuery<UUID> select(String sql) {
        return entities.unwrap(Session.class).createNativeQuery(sql, UUID.class);
    }

    private static UUID[] array(Collection<UUID> users) {
        return users.toArray(UUID[]::new);
    }

    /** Gives a role to a group; false where there is no such group. */
    boolean give(UUID role, UUID group) {
        entities.createNativeQuery("""
                        insert into identity.role_groups (role_id, group_id)
                        select :role, id from identity.groups where id = :group and kind = 'group' on conflict do nothing
                        """)
                .setParameter("role", role)
                .setParameter("group", group)
                .executeUpdate();
        return group(Kind.group, group).isPresent();
    }

    /** Takes a role from a group; false where it had it not. */
    boolean take(UUID role, UUID group) {
        return entities.createNativeQuery(
                                "delete from identity.role_groups where role_id = :role and group_id = :group")
                        .setParameter("role", role)
                        .setParameter("group", group)
                        .executeUpdate()
                > 0;
    }

    /** Users who belong to it, in the order of their ids, those after {@code after}. */
    public List<Group.Member> members(UUID group, UUID after, int limit) {
        return members("""
                select u.id, u.username as name from identity.group_members m
                    join identity.users u on u.id = m.user_id
                where m.group_id = :of and m.user_id > :after order by m.user_id limit :limit
                """, group, after, limit);
    }

    /** Groups that have a role, in the order of their ids, those after {@code after}. */
    List<Group.Member> groupsWith(UUID role, UUID after, int limit) {
        return members("""
                select g.id, g.name from identity.role_groups given
                    join identity.groups g on g.id = given.group_id
                where given.role_id = :of and given.group_id > :after order by given.group_id limit :limit
                """, role, after, limit);
    }

    /** Groups, no roles, of a user, by name. */
    public List<Group.Member> groupsOf(UUID user) {
        return members("""
                select g.id, g.name from identity.group_members m join identity.groups g on g.id = m.group_id
                where m.user_id = :of and g.kind = 'group' and g.id > :after order by g.name_key limit :limit
                """, user, new UUID(0, 0), Integer.MAX_VALUE);
    }

    private List<Group.Member> members(String sql, UUID of, UUID after, int limit) {
        return entities
                .unwrap(Session.class)
                .createNativeQuery(sql, Object[].class)
                .addScalar("id", UUID.class)
                .addScalar("name", String.class)
                .setParameter("of", of)
                .setParameter("after", after)
                .setParameter("limit", limit)
                .stream()
                .map(row -> new Group.Member((UUID) row[0], (String) row[1]))
                .toList();
    }
}
