create table provider_issuers (
    name   text not null primary key,
    issuer text not null
);
comment on table provider_issuers is 'Whose the names of providers are, those too that were removed: users are known by the name and by what that issuer calls them.';
comment on column provider_issuers.name is 'The name of a provider.';
comment on column provider_issuers.issuer is 'The issuer that it was first registered for, and can be registered for again.';
insert into provider_issuers (name, issuer) select name, issuer from upstream_providers;

alter table upstream_sessions
    add column began_there_at timestamptz;
comment on column upstream_sessions.created_at is 'When the user last signed in with the provider.';
comment on column upstream_sessions.began_there_at is 'The same by the clock of the provider, as what that says of sign-outs is; null where the version before wrote it.';
