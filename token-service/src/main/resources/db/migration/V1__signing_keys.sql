create table signing_keys (
    kid         text        primary key,
    algorithm   text        not null,
    ordinal     integer     not null,
    public_jwk  text        not null,
    private_key bytea       not null,
    created_at  timestamptz not null default now(),
    constraint signing_keys_ordinal unique (algorithm, ordinal)
);
comment on table signing_keys is 'The key pairs that sign tokens.';
comment on column signing_keys.kid is 'Key id in the header of a token: the JWK thumbprint (RFC 7638).';
comment on column signing_keys.algorithm is 'The alg that the key signs with (RFC 7518).';
comment on column signing_keys.ordinal is 'Counts the keys of an algorithm; of replicas that make one at once, one wins.';
comment on column signing_keys.public_jwk is 'The public key as published, JSON (RFC 7517).';
comment on column signing_keys.private_key is 'PKCS 8, sealed under gatehouse.token.keys.encryption-key with the kid as context.';
comment on column signing_keys.created_at is 'When the key was made; the youngest of an algorithm signs.';
