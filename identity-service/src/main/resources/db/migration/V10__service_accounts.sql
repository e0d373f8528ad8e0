create table service_accounts (
    id             uuid primary key,
    name           text        not null,
    scope          text        not null,
    secret_hash    text        not null,
    previous_hash  text,
    previous_until timestamptz,
    created_at     timestamptz not null default now(),
    rotated_at     timestamptz,
    last_used_at   timestamptz
);

comment on table service_accounts is 'Programs that call by HTTP Basic and act for themselves.';
comment on column service_accounts.id is 'The Basic username without its prefix.';
comment on column service_accounts.name is 'What administrators call it.';
comment on column service_accounts.scope is 'What it may do, tokens separated by spaces.';
comment on column service_accounts.secret_hash is 'SHA-256 of the secret, hexadecimal; the secret itself is shown once and not kept.';
comment on column service_accounts.previous_hash is 'The same of the secret before the last rotation.';
comment on column service_accounts.previous_until is 'Until when that one is taken, too.';
comment on column service_accounts.created_at is 'When it was made.';
comment on column service_accounts.rotated_at is 'When it last got a new secret; null while it has its first.';
comment on column service_accounts.last_used_at is 'When it last called, give or take a minute.';
