create table totp_factors (
    user_id       uuid primary key references users (id) on delete cascade,
    secret_sealed text        not null,
    created_at    timestamptz not null default now(),
    confirmed_at  timestamptz,
    last_step     bigint      not null default 0,
    attempts      int         not null default 0,
    retry_at      timestamptz not null default '-infinity'
);
comment on table totp_factors is 'Authenticator applications: time-based one-time passwords (RFC 6238).';
comment on column totp_factors.user_id is 'Whose it is; one each.';
comment on column totp_factors.secret_sealed is 'The shared secret under AES-GCM: id of the key, colon, base64.';
comment on column totp_factors.created_at is 'When it was offered to the user.';
comment on column totp_factors.confirmed_at is 'When the user gave a first code; until then it is not asked for.';
comment on column totp_factors.last_step is 'The latest 30 seconds a code was taken of; no code of then or before is taken again.';
comment on column totp_factors.attempts is 'Codes tried since the last right one.';
comment on column totp_factors.retry_at is 'No code is looked at before.';

create table recovery_codes (
    user_id    uuid        not null references users (id) on delete cascade,
    code_hash  text        not null,
    created_at timestamptz not null default now(),
    used_at    timestamptz,
    primary key (user_id, code_hash)
);
comment on table recovery_codes is 'What gets a user in who has lost the second factor; each once.';
comment on column recovery_codes.user_id is 'Whose it is.';
comment on column recovery_codes.code_hash is 'SHA-256 of the 80 random bits as they were shown.';
comment on column recovery_codes.created_at is 'When it was made.';
comment on column recovery_codes.used_at is 'When it was used; null while it can be.';
