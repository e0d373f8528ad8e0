alter table clients
    add column registered_scope text,
    add column used_at          timestamptz not null default now();
create index clients_unverified on clients (used_at) where unverified;
comment on column clients.registered_scope is 'All that it may give itself by managing itself (RFC 7592), separated by spaces; null for clients of administrators.';
comment on column clients.used_at is 'When it was last seen that users let it do something, else when it came; kept up of unverified clients alone.';
