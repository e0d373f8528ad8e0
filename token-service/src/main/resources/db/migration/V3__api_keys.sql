create table api_keys (
    id          uuid        primary key,
    subject     uuid        not null,
    name        text        not null,
    secret_hash text        not null constraint api_keys_secret unique,
    scope       text        not null,
    expires_at  timestamptz,
    created_at  timestamptz not null default now()
);
create index api_keys_subject on api_keys (subject);
comment on table api_keys is 'Long-lived secrets that users make for their own programs.';
comment on column api_keys.id is 'How the user names the key when deleting it.';
comment on column api_keys.subject is 'The user it acts for.';
comment on column api_keys.name is 'What the user calls it.';
comment on column api_keys.secret_hash is 'SHA-256 of the secret, hexadecimal; the secret itself is shown once and not kept.';
comment on column api_keys.scope is 'What it may do, tokens separated by spaces.';
comment on column api_keys.expires_at is 'When it stops; null where it does not.';
comment on column api_keys.created_at is 'When it was made.';
