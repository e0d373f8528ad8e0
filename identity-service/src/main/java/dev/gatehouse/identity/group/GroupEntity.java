package dev.gatehouse.identity.group;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code identity.groups}. */
@Entity
@Table(name = "groups")
class GroupEntity {
    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    Kind kind;

    String name;

    @Column(name = "name_key")
    String nameKey;

    @Nullable
    String description;

    @Column(name = "external_id")
    @Nullable
    String externalId;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    long version;

    Group group() {
        return new Group(id, kind, name, description, externalId, createdAt, updatedAt, version);
    }
}
