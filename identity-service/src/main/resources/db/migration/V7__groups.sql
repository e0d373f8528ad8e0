create table groups (
    id          uuid primary key,
    kind        text             not null constraint groups_kind check (kind in ('group', 'role')),
    name        text             not null,
    name_key    text collate "C" not null,
    description text,
    external_id text,
    created_at  timestamptz      not null default now(),
    updated_at  timestamptz      not null default now(),
    version     bigint           not null default 0,
    constraint groups_name_key unique (kind, name_key)
);
comment on table groups is 'Groups and roles: each names a set of users.';
comment on column groups.id is 'By which it is known to callers.';
comment on column groups.kind is 'group: who the users are; role: what they may do, given to users and to groups.';
comment on column groups.name is 'As it was written; what tokens say.';
comment on column groups.name_key is 'name in lower case NFKC: decides whether two names are the same, and the order of lists.';
comment on column groups.description is 'What it is for.';
comment on column groups.external_id is 'What the provisioning client calls it (RFC 7643, section 3.1).';
comment on column groups.created_at is 'When it was made.';
comment on column groups.updated_at is 'When it, or who belongs to it, last changed.';
comment on column groups.version is 'Grows with each change; the entity tag that changes are conditional on.';

create table group_members (
    group_id   uuid        not null references groups (id) on delete cascade,
    user_id    uuid        not null references users (id) on delete cascade,
    created_at timestamptz not null default now(),
    primary key (group_id, user_id)
);
create index group_members_user on group_members (user_id);
comment on table group_members is 'Who belongs to a group, or has a role for themselves.';
comment on column group_members.group_id is 'The group or the role.';
comment on column group_members.user_id is 'The user.';
comment on column group_members.created_at is 'Since when.';

create table role_groups (
    role_id    uuid        not null references groups (id) on delete cascade,
    group_id   uuid        not null references groups (id) on delete cascade,
    created_at timestamptz not null default now(),
    primary key (role_id, group_id)
);
create index role_groups_group on role_groups (group_id);
comment on table role_groups is 'Roles that all members of a group have.';
comment on column role_groups.role_id is 'The role.';
comment on column role_groups.group_id is 'The group.';
comment on column role_groups.created_at is 'Since when.';
