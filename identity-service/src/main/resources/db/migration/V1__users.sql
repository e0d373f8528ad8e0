create table users (
    id             uuid primary key,
    username       text        not null,
    username_key   text        not null constraint users_username_key unique,
    email          text,
    email_key      text constraint users_email_key unique,
    email_verified boolean     not null default false,
    name           text,
    password_hash  text,
    admin          boolean     not null default false,
    disabled_at    timestamptz,
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now()
);
comment on table users is 'People who can sign in.';
comment on column users.id is 'The subject in every token; never used again.';
comment on column users.username is 'As the user writes it, in NFKC.';
comment on column users.username_key is 'username in lower case: decides whether two names are the same.';
comment on column users.email is 'As the user writes it; null where none is known.';
comment on column users.email_key is 'email in lower case NFKC: decides whether two addresses are the same.';
comment on column users.email_verified is 'Whether the user has shown that the address is theirs.';
comment on column users.name is 'Full name for display.';
comment on column users.password_hash is 'Argon2id in PHC string format; null for users who only sign in upstream.';
comment on column users.admin is 'Whether the user may be given the scope gatehouse:admin.';
comment on column users.disabled_at is 'Since when the user may not sign in; null while they may.';
comment on column users.created_at is 'When the user was made.';
comment on column users.updated_at is 'When the profile last changed.';

create table federated_identities (
    provider   text        not null,
    subject    text        not null,
    user_id    uuid        not null references users (id) on delete cascade,
    created_at timestamptz not null default now(),
    primary key (provider, subject)
);
create index federated_identities_user on federated_identities (user_id);
comment on table federated_identities is 'Which user an account at an upstream provider belongs to.';
comment on column federated_identities.provider is 'Name of the upstream provider.';
comment on column federated_identities.subject is 'The user''s id there: its sub claim.';
comment on column federated_identities.user_id is 'The user here.';
comment on column federated_identities.created_at is 'When the user first came from there.';
