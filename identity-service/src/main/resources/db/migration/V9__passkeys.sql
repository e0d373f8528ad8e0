create table passkeys (
    id              uuid primary key,
    user_id         uuid        not null references users (id) on delete cascade,
    credential_id   bytea       not null unique check (octet_length(credential_id) between 1 and 1023),
    public_key      bytea       not null,
    sign_count      bigint      not null,
    transports      text        not null,
    aaguid          uuid        not null,
    backup_eligible boolean     not null,
    backed_up       boolean     not null,
    name            text        not null check (char_length(name) between 1 and 64),
    created_at      timestamptz not null default now(),
    last_used_at    timestamptz
);
create index passkeys_user on passkeys (user_id);
comment on table passkeys is 'Passkeys: discoverable public key credentials (WebAuthn).';
comment on column passkeys.id is 'Its name in the API.';
comment on column passkeys.user_id is 'Whose it is; its 16 bytes are the user handle that the authenticator keeps.';
comment on column passkeys.credential_id is 'What the authenticator calls it.';
comment on column passkeys.public_key is 'The COSE key (RFC 9052) that its signatures are checked by.';
comment on column passkeys.sign_count is 'The highest signature counter seen; 0 where the authenticator does not count.';
comment on column passkeys.transports is 'How browsers can reach the authenticator, separated by commas.';
comment on column passkeys.aaguid is 'The model of the authenticator; zero where it does not say.';
comment on column passkeys.backup_eligible is 'Whether it may be copied between the devices of its owner.';
comment on column passkeys.backed_up is 'Whether it was copied, as of its last use.';
comment on column passkeys.name is 'What the user calls it.';
comment on column passkeys.created_at is 'When it was registered.';
comment on column passkeys.last_used_at is 'When it last signed its owner in.';
