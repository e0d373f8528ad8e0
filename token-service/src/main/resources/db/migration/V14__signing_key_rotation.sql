-- The life of a key is decided when it is made, or when its successor is: instants of PostgreSQL's clock, so that no
-- replica need be told.
alter table signing_keys
    add activates_at timestamptz not null default now(),
    add retires_at   timestamptz,
    add gone_at      timestamptz,
    add sealed_by    text,
    add constraint signing_keys_retirement check ((retires_at is null) = (gone_at is null));
update signing_keys set activates_at = created_at;
-- Before, the youngest signed; a later one begins where the earlier ended.
update signing_keys set retires_at = successor.at, gone_at = now() + interval '1 day'
    from (select kid as of, lead(created_at) over (partition by algorithm order by ordinal) as at from signing_keys) successor
    where kid = successor.of and successor.at is not null;
create unique index signing_keys_newest on signing_keys (algorithm) where retires_at is null;
comment on column signing_keys.created_at is 'When the key was made; from then on it is published, and verifies.';
comment on column signing_keys.activates_at is 'From then on it signs.';
comment on column signing_keys.retires_at is 'From then on it signs no more, for its successor does; null where there is none yet.';
comment on column signing_keys.gone_at is 'By then its last token has expired: it is not published any more, and the row is removed.';
comment on column signing_keys.private_key is 'PKCS 8, sealed under one of gatehouse.token.keys.sealing-keys with the kid as context.';
comment on column signing_keys.sealed_by is 'The id of that sealing key: the first eight hex digits of the SHA-256 of its base64; null where it was not noted.';

create table signing_key_turns (
    algorithm text    primary key,
    ordinal   integer not null
);
insert into signing_key_turns select algorithm, max(ordinal) from signing_keys group by algorithm;
comment on table signing_key_turns is 'A row for each algorithm: who makes, retires or removes its keys locks it, so that one replica at a time does.';
comment on column signing_key_turns.algorithm is 'The alg (RFC 7518).';
comment on column signing_key_turns.ordinal is 'That of the last key that was made.';
