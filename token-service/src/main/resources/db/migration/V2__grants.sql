create table grants (
    id                uuid        primary key,
    subject           text        not null,
    username          text,
    client_id         text,
    scope             text        not null,
    format            text        not null,
    sid               text,
    auth_time         timestamptz,
    amr               text[]      not null,
    id_token_audience text,
    id_token_claims   text,
    generation        bigint      not null default 0,
    created_at        timestamptz not null default now(),
    rotated_at        timestamptz not null default now(),
    expires_at        timestamptz not null,
    ends_at           timestamptz not null,
    revoked_at        timestamptz
);
create index grants_subject on grants (subject, client_id) where revoked_at is null;
create index grants_client on grants (client_id) where revoked_at is null and client_id is not null;
create index grants_sid on grants (sid) where revoked_at is null and sid is not null;
comment on table grants is 'One row for each family of refresh tokens, however often it is refreshed.';
comment on column grants.id is 'The family: in every refresh token, and as grant_id in every access token.';
comment on column grants.subject is 'The user''s id, or the client''s where it acts for itself.';
comment on column grants.username is 'The user''s name when the grant was opened; null where no user is involved.';
comment on column grants.client_id is 'The OAuth client that holds the refresh token; null first-hand.';
comment on column grants.scope is 'All that was granted, tokens separated by spaces.';
comment on column grants.format is 'Form of the access tokens: jwt or opaque.';
comment on column grants.sid is 'The browser session that it stems from.';
comment on column grants.auth_time is 'When the user proved who they are.';
comment on column grants.amr is 'How they did (RFC 8176).';
comment on column grants.id_token_audience is 'For whom ID tokens are; null where none are given.';
comment on column grants.id_token_claims is 'Claims on the user in ID tokens, a JSON object.';
comment on column grants.generation is 'Number of refreshes; only the token of this generation rotates.';
comment on column grants.created_at is 'When the grant was opened.';
comment on column grants.rotated_at is 'When the generation last went up: the grace of the one before counts from here.';
comment on column grants.expires_at is 'When it ends if it is not refreshed until then.';
comment on column grants.ends_at is 'When it ends however often it is refreshed.';
comment on column grants.revoked_at is 'Since when nothing more is given; null while it is open.';
