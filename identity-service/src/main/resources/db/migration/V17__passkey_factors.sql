create table passkey_factors (
    user_id        uuid primary key references users (id) on delete cascade,
    required_since timestamptz,
    attempts       int         not null default 0,
    retry_at       timestamptz not null default '-infinity'
);
comment on table passkey_factors is 'Passkeys as second factors: who is asked for one after the password, and how often they were tried.';
comment on column passkey_factors.user_id is 'Whose passkeys; whichever of them will do.';
comment on column passkey_factors.required_since is 'When the user wished to be asked; null where a passkey is taken only in place of another factor.';
comment on column passkey_factors.attempts is 'Passkeys tried since the last right one.';
comment on column passkey_factors.retry_at is 'No passkey is looked at before.';
