create table client_keys (
    client_id    text        not null,
    version      integer     not null check (version > 0),
    seed         bytea       not null,
    sealed_by    text        not null,
    created_at   timestamptz not null,
    activates_at timestamptz not null,
    retires_at   timestamptz,
    gone_at      timestamptz,
    primary key (client_id, version),
    constraint client_keys_retirement check ((retires_at is null) = (gone_at is null))
);
create unique index client_keys_newest on client_keys (client_id) where retires_at is null;
create index client_keys_gone_at on client_keys (gone_at) where gone_at is not null;
comment on table client_keys is 'What the keys are derived from that are shared with OAuth clients, for HS256. Instants are of PostgreSQL''s clock.';
comment on column client_keys.client_id is 'The client.';
comment on column client_keys.version is 'From 1 on; the kid is hs.<client_id>.<version>.';
comment on column client_keys.seed is '32 random bytes, sealed under one of gatehouse.token.keys.sealing-keys with the kid as context. The key is the HKDF-SHA256 of them for the kid.';
comment on column client_keys.sealed_by is 'The id of that sealing key: the first eight hex digits of the SHA-256 of its base64.';
comment on column client_keys.created_at is 'When it was made; from then on it verifies.';
comment on column client_keys.activates_at is 'From then on it signs.';
comment on column client_keys.retires_at is 'From then on it signs no more, for the next version does; null where there is none yet.';
comment on column client_keys.gone_at is 'By then its last token has expired: it does not verify any more, and the row is removed.';
