alter table clients add column status_list boolean not null default false;
comment on column clients.status_list is 'Whether its access tokens, if they are JWTs, say where their status can be read (Token Status List).';
