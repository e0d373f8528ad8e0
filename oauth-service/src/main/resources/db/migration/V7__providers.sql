alter table upstream_providers
    add column team_id         text,
    add column key_id          text,
    add column signs_out_there boolean not null default false;
comment on column upstream_providers.client_secret is 'Our secret there, or the private key that signs one, sealed with AES-256-GCM.';
comment on column upstream_providers.version is 'New with every registration and change, so that no cached configuration outlives it.';
comment on column upstream_providers.team_id is 'Apple: who we are, as the secrets that we sign say; else null.';
comment on column upstream_providers.key_id is 'Apple: which key signs them; else null.';
comment on column upstream_providers.signs_out_there is 'Whether users who sign out here are offered to do so there, too.';

alter table upstream_sessions
    add column ended_at timestamptz;
comment on column upstream_sessions.ended_at is 'Since when the provider has it that the session is over; null while it goes on.';
