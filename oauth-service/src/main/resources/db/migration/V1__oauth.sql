create table clients (
    client_id                  text primary key,
    client_name                text        not null,
    redirect_uris              text[]      not null,
    grant_types                text[]      not null,
    response_types             text[]      not null,
    scope                      text        not null,
    token_endpoint_auth_method text        not null,
    access_token_format        text        not null,
    secret_hash                text,
    created_at                 timestamptz not null default now(),
    updated_at                 timestamptz not null default now()
);
comment on table clients is 'OAuth clients (RFC 7591, section 2).';
comment on column clients.client_id is 'Public name of the client, generated.';
comment on column clients.client_name is 'What users read on the consent page.';
comment on column clients.redirect_uris is 'Where codes may be sent; compared character by character.';
comment on column clients.grant_types is 'Grants that the client may use.';
comment on column clients.response_types is 'Response types that the client may use.';
comment on column clients.scope is 'All that the client may ask for, separated by spaces.';
comment on column clients.token_endpoint_auth_method is 'client_secret_basic, client_secret_post, or none for a public client.';
comment on column clients.access_token_format is 'jwt or opaque.';
comment on column clients.secret_hash is 'SHA-256 of the secret in hex; null for a public client.';
comment on column clients.created_at is 'When the client was registered.';
comment on column clients.updated_at is 'When the client last changed.';

create table consents (
    subject    uuid        not null,
    client_id  text        not null references clients (client_id) on delete cascade,
    scope      text[]      not null,
    granted_at timestamptz not null default now(),
    primary key (subject, client_id)
);
create index consents_client on consents (client_id);
comment on table consents is 'What a user lets a client do.';
comment on column consents.subject is 'The user''s id.';
comment on column consents.client_id is 'The client.';
comment on column consents.scope is 'All that was ever allowed and not taken back.';
comment on column consents.granted_at is 'When the user last allowed something.';

create table upstream_providers (
    name          text primary key,
    version       uuid        not null,
    display_name  text        not null,
    issuer        text        not null,
    client_id     text        not null,
    client_secret bytea       not null,
    scope         text        not null,
    created_at    timestamptz not null default now()
);
comment on table upstream_providers is 'OpenID providers that users may sign in with.';
comment on column upstream_providers.name is 'Its name in paths, and in the identities that come from it.';
comment on column upstream_providers.version is 'New with every registration, so that no cached configuration outlives it.';
comment on column upstream_providers.display_name is 'What users read on the button.';
comment on column upstream_providers.issuer is 'Its issuer; discovery starts from it.';
comment on column upstream_providers.client_id is 'Our client id there.';
comment on column upstream_providers.client_secret is 'Our secret there, sealed with AES-256-GCM.';
comment on column upstream_providers.scope is 'What is asked for there, separated by spaces; openid always is.';
comment on column upstream_providers.created_at is 'When the provider was registered.';
