alter table clients
    add column version                             bigint  not null default 0,
    add column origin                              text    not null default 'admin' check (origin in ('admin', 'dynamic', 'document')),
    add column unverified                          boolean not null default false,
    add column registration_token_hash             text,
    add column document_expires_at                 timestamptz,
    add column first_party                         boolean not null default false,
    add column profile                             text    not null default 'plain' check (profile in ('plain', 'fapi2')),
    add column software_id                         text,
    add column software_version                    text,
    -- How it proves who it is.
    add column jwks                                text,
    add column jwks_uri                            text,
    add column token_endpoint_auth_signing_alg     text,
    add column tls_client_auth_subject_dn          text,
    add column tls_client_auth_san_dns             text,
    add column tls_client_auth_san_uri             text,
    add column tls_client_auth_san_ip              text,
    add column tls_client_auth_san_email           text,
    add column dpop_bound_access_tokens            boolean not null default false,
    add column tls_client_certificate_bound_access_tokens boolean not null default false,
    -- What it may ask, and how.
    add column application_type                    text    not null default 'web' check (application_type in ('web', 'native')),
    add column require_pkce                        boolean not null default true,
    add column require_pushed_authorization_requests boolean not null default false,
    add column request_object_signing_alg          text,
    add column request_uris                        text[]  not null default '{}',
    add column default_max_age                     bigint,
    add column require_auth_time                   boolean not null default false,
    add column default_acr_values                  text[]  not null default '{}',
    add column authorization_details_types         text[]  not null default '{}',
    add column initiate_login_uri                  text,
    -- What it is answered, and how.
    add column subject_type                        text    not null default 'public' check (subject_type in ('public', 'pairwise')),
    add column sector_identifier_uri               text,
    add column sector                              text,
    add column id_token_user_claims                boolean not null default true,
    add column userinfo_signed_response_alg        text,
    add column authorization_signed_response_alg   text,
    add column id_token_encrypted_response_alg     text,
    add column id_token_encrypted_response_enc     text,
    add column userinfo_encrypted_response_alg     text,
    add column userinfo_encrypted_response_enc     text,
    add column authorization_encrypted_response_alg text,
    add column authorization_encrypted_response_enc text,
    -- What it is told when a session ends.
    add column post_logout_redirect_uris           text[]  not null default '{}',
    add column backchannel_logout_uri              text,
    add column backchannel_logout_session_required boolean not null default false,
    add column backchannel_logout_timeout          bigint,
    add column frontchannel_logout_uri             text,
    add column frontchannel_logout_session_required boolean not null default false,
    -- What users see of it.
    add column client_uri                          text,
    add column logo_uri                            text,
    add column tos_uri                             text,
    add column policy_uri                          text,
    add column contacts                            text[]  not null default '{}',
    add column localized                           text;
comment on column clients.version is 'One more with each change, so that no change overwrites another unseen.';
comment on column clients.origin is 'Who registered it: an administrator, the client itself (RFC 7591), or a client ID metadata document.';
comment on column clients.unverified is 'Whether nobody has vouched for it.';
comment on column clients.registration_token_hash is 'SHA-256 in hex of the token by which the client manages itself (RFC 7592); null for none.';
comment on column clients.document_expires_at is 'Until when its metadata document counts; null for clients without one.';
comment on column clients.first_party is 'Whether it is the house''s own, which needs no consent.';
comment on column clients.profile is 'plain, or fapi2 (FAPI 2.0 Security Profile).';
comment on column clients.software_id is 'Which software it is an installation of (RFC 7591).';
comment on column clients.software_version is 'The version of that.';
comment on column clients.jwks is 'Its public keys, a JWK set (RFC 7517) as JSON.';
comment on column clients.jwks_uri is 'Where its public keys are.';
comment on column clients.token_endpoint_auth_signing_alg is 'Signs its assertions; null for any that there is.';
comment on column clients.tls_client_auth_subject_dn is 'Subject of its certificate (RFC 8705, section 2.1.2): one of these five names.';
comment on column clients.tls_client_auth_san_dns is 'dNSName of its certificate.';
comment on column clients.tls_client_auth_san_uri is 'uniformResourceIdentifier of its certificate.';
comment on column clients.tls_client_auth_san_ip is 'iPAddress of its certificate.';
comment on column clients.tls_client_auth_san_email is 'rfc822Name of its certificate.';
comment on column clients.dpop_bound_access_tokens is 'Whether it gets no tokens without a DPoP proof (RFC 9449, section 5.2).';
comment on column clients.tls_client_certificate_bound_access_tokens is 'Whether it gets no tokens without a certificate (RFC 8705, section 3.4).';
comment on column clients.application_type is 'web or native.';
comment on column clients.require_pkce is 'Whether its authorization requests need a code challenge (RFC 7636); false for confidential clients alone.';
comment on column clients.require_pushed_authorization_requests is 'Whether it has to push its authorization requests (RFC 9126).';
comment on column clients.request_object_signing_alg is 'Signs its request objects (RFC 9101); null for any that there is.';
comment on column clients.request_uris is 'Where its request objects may be fetched.';
comment on column clients.default_max_age is 'Seconds since the sign-in that it allows where a request does not say; null for any.';
comment on column clients.require_auth_time is 'Whether its ID tokens always have auth_time.';
comment on column clients.default_acr_values is 'Authentication classes that it asks for where a request does not say.';
comment on column clients.authorization_details_types is 'Types of authorization details that it may ask for (RFC 9396).';
comment on column clients.initiate_login_uri is 'Where others may have it begin a sign-in.';
comment on column clients.subject_type is 'public, or pairwise: a name of its own for each user.';
comment on column clients.sector_identifier_uri is 'Names all redirect URIs of the clients that see the same pairwise subjects.';
comment on column clients.sector is 'Host that its pairwise subjects are computed from.';
comment on column clients.id_token_user_claims is 'Whether ID tokens tell what the scopes allow, as userinfo does.';
comment on column clients.userinfo_signed_response_alg is 'Signs what userinfo answers; null for plain JSON.';
comment on column clients.authorization_signed_response_alg is 'Signs authorization responses that are JWTs (JARM).';
comment on column clients.id_token_encrypted_response_alg is 'Encrypts the key of its ID tokens; null for none.';
comment on column clients.id_token_encrypted_response_enc is 'Encrypts its ID tokens.';
comment on column clients.userinfo_encrypted_response_alg is 'Encrypts the key of what userinfo answers; null for none.';
comment on column clients.userinfo_encrypted_response_enc is 'Encrypts what userinfo answers.';
comment on column clients.authorization_encrypted_response_alg is 'Encrypts the key of authorization responses; null for none.';
comment on column clients.authorization_encrypted_response_enc is 'Encrypts authorization responses.';
comment on column clients.post_logout_redirect_uris is 'Where users may be led after a sign-out that it asked for.';
comment on column clients.backchannel_logout_uri is 'Where logout tokens are sent.';
comment on column clients.backchannel_logout_session_required is 'Whether logout tokens must name the session.';
comment on column clients.backchannel_logout_timeout is 'Seconds that a delivery may take; null for what is configured.';
comment on column clients.frontchannel_logout_uri is 'What browsers open in a frame at a sign-out.';
comment on column clients.frontchannel_logout_session_required is 'Whether that is told the issuer and the session.';
comment on column clients.client_uri is 'Its home page.';
comment on column clients.logo_uri is 'Its logo.';
comment on column clients.tos_uri is 'Its terms of service.';
comment on column clients.policy_uri is 'How it uses what it learns of users.';
comment on column clients.contacts is 'How its makers can be reached.';
comment on column clients.localized is 'Members in other languages, name#language to text, as JSON.';
comment on column clients.secret_hash is 'Of the newest secret, for replicas of the version before; client_secrets is what counts.';

create table client_secrets (
    client_id  text        not null references clients (client_id) on delete cascade,
    hash       text        not null,
    sealed     text,
    created_at timestamptz not null,
    expires_at timestamptz,
    primary key (client_id, hash)
);
insert into client_secrets (client_id, hash, created_at)
select client_id, secret_hash, created_at from clients where secret_hash is not null;
comment on table client_secrets is 'Secrets of clients: while one takes the place of another both count.';
comment on column client_secrets.client_id is 'Whose it is.';
comment on column client_secrets.hash is 'SHA-256 of the secret in hex.';
comment on column client_secrets.sealed is 'The secret sealed with AES-256-GCM, where it is a key of assertions (client_secret_jwt); else null.';
comment on column client_secrets.created_at is 'When it was made.';
comment on column client_secrets.expires_at is 'From when it does not count; null for never.';

create table registration_tokens (
    hash       text primary key,
    name       text        not null,
    scope      text        not null,
    uses_left  integer     not null check (uses_left >= 0),
    created_by text        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index registration_tokens_end on registration_tokens (expires_at);
comment on table registration_tokens is 'Initial access tokens, by which clients may register themselves (RFC 7591, section 3).';
comment on column registration_tokens.hash is 'SHA-256 of the token in hex.';
comment on column registration_tokens.name is 'What administrators call it.';
comment on column registration_tokens.scope is 'All that clients registered by it may have, separated by spaces.';
comment on column registration_tokens.uses_left is 'How many clients it can still register.';
comment on column registration_tokens.created_by is 'Subject of the administrator who made it.';
comment on column registration_tokens.created_at is 'When it was made.';
comment on column registration_tokens.expires_at is 'From when it does not count.';

create table scope_texts (
    scope      text        not null,
    language   text        not null,
    text       text        not null,
    updated_at timestamptz not null default now(),
    primary key (scope, language)
);
comment on table scope_texts is 'What users read of the scopes of APIs.';
comment on column scope_texts.scope is 'The scope.';
comment on column scope_texts.language is 'Language of the text, of those that pages are in.';
comment on column scope_texts.text is 'What it lets an application do.';
comment on column scope_texts.updated_at is 'When the text last changed.';

create table session_clients (
    sid       text        not null,
    client_id text        not null references clients (client_id) on delete cascade,
    subject   uuid        not null,
    first_at  timestamptz not null,
    due_at    timestamptz not null,
    primary key (sid, client_id)
);
create index session_clients_due on session_clients (due_at);
create index session_clients_subject on session_clients (subject);
create index session_clients_client on session_clients (client_id);
comment on table session_clients is 'Which clients a session has signed in to, so that they can be told when it ends.';
comment on column session_clients.sid is 'The session, as its ID tokens name it.';
comment on column session_clients.client_id is 'The client.';
comment on column session_clients.subject is 'The user''s id.';
comment on column session_clients.first_at is 'When the client first got a code in it.';
comment on column session_clients.due_at is 'When to look whether the session has ended by itself.';

create table logout_deliveries (
    id         uuid primary key,
    client_id  text        not null references clients (client_id) on delete cascade,
    sid        text,
    subject    uuid        not null,
    attempts   integer     not null default 0,
    created_at timestamptz not null,
    due_at     timestamptz not null
);
create index logout_deliveries_due on logout_deliveries (due_at);
create index logout_deliveries_client on logout_deliveries (client_id);
comment on table logout_deliveries is 'Logout tokens that are still to be delivered (OpenID Connect Back-Channel Logout 1.0).';
comment on column logout_deliveries.id is 'Random.';
comment on column logout_deliveries.client_id is 'Who is to be told.';
comment on column logout_deliveries.sid is 'The session that ended; null where all of the user''s did.';
comment on column logout_deliveries.subject is 'The user''s id.';
comment on column logout_deliveries.attempts is 'How many times it was tried.';
comment on column logout_deliveries.created_at is 'When the session ended.';
comment on column logout_deliveries.due_at is 'When to try next.';

alter table upstream_providers
    add column kind                 text    not null default 'openid',
    add column mapping              text,
    add column prompt               text,
    add column end_session_endpoint text,
    add column honours_logout       boolean not null default true,
    add column updated_at           timestamptz not null default now();
comment on column upstream_providers.kind is 'openid, or the preset that it was registered by.';
comment on column upstream_providers.mapping is 'Which of its claims become which of ours, as JSON; null for the standard ones.';
comment on column upstream_providers.prompt is 'What its sign-in is asked to show, if anything.';
comment on column upstream_providers.end_session_endpoint is 'Where its sign-out is; null for what it publishes.';
comment on column upstream_providers.honours_logout is 'Whether its sign-out ends the sessions here.';
comment on column upstream_providers.updated_at is 'When it last changed.';

create table upstream_sessions (
    provider         text        not null references upstream_providers (name) on delete cascade,
    sid              text        not null,
    upstream_subject text        not null,
    upstream_sid     text,
    subject          uuid        not null,
    id_token         text,
    created_at       timestamptz not null,
    due_at           timestamptz not null,
    primary key (sid, provider)
);
create index upstream_sessions_upstream on upstream_sessions (provider, upstream_subject);
create index upstream_sessions_upstream_sid on upstream_sessions (provider, upstream_sid);
create index upstream_sessions_due on upstream_sessions (due_at);
comment on table upstream_sessions is 'Which sessions here began at a provider, so that its sign-out can end them.';
comment on column upstream_sessions.provider is 'The provider.';
comment on column upstream_sessions.sid is 'The session here.';
comment on column upstream_sessions.upstream_subject is 'The user''s name there.';
comment on column upstream_sessions.upstream_sid is 'The session there; null where it does not say.';
comment on column upstream_sessions.subject is 'The user''s id here.';
comment on column upstream_sessions.id_token is 'What the provider gave, sealed with AES-256-GCM: its sign-out may ask for it.';
comment on column upstream_sessions.created_at is 'When the session began.';
comment on column upstream_sessions.due_at is 'When the row can go.';
