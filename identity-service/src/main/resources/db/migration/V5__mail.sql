create table one_time_tokens (
    user_id    uuid        not null references users (id) on delete cascade,
    purpose    text        not null,
    token_hash text        not null constraint one_time_tokens_hash unique,
    issued_for text,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    primary key (user_id, purpose)
);
comment on table one_time_tokens is 'What was mailed to users for them to bring back once; a new one takes the place of the old.';
comment on column one_time_tokens.user_id is 'Whose it is.';
comment on column one_time_tokens.purpose is 'What it is good for, such as reset_password; one each.';
comment on column one_time_tokens.token_hash is 'SHA-256 of the token with its 256 random bits.';
comment on column one_time_tokens.issued_for is 'The e-mail address that it is about.';
comment on column one_time_tokens.created_at is 'When it was made.';
comment on column one_time_tokens.expires_at is 'From when on it is good for nothing.';

create table known_devices (
    user_id       uuid        not null references users (id) on delete cascade,
    device_hash   text        not null,
    first_seen_at timestamptz not null default now(),
    last_seen_at  timestamptz not null default now(),
    primary key (user_id, device_hash)
);
comment on table known_devices is 'From where users have signed in, so that they can be told of what is new; a few for each.';
comment on column known_devices.user_id is 'Who signed in.';
comment on column known_devices.device_hash is 'SHA-256 of the user, the kind of program and the network it was in.';
comment on column known_devices.first_seen_at is 'The first sign-in.';
comment on column known_devices.last_seen_at is 'The latest sign-in, to the day.';
