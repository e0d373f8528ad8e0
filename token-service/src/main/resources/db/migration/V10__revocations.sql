create table revocations (
    kind       text        not null,
    value      text        not null,
    revoked_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (kind, value)
);
create index revocations_expires_at on revocations (expires_at);
comment on table revocations is 'What no longer counts although it was signed or kept: the record behind the index in Redis.';
comment on column revocations.kind is 'What value names: jti, sid, grant, client, user, or consent (user id, space, client id).';
comment on column revocations.value is 'The name, such as the id of a token.';
comment on column revocations.revoked_at is 'What was issued at or before this instant is revoked.';
comment on column revocations.expires_at is 'When the last thing that it could concern has ended anyway.';
