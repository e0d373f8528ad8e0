alter table clients
    add column access_token_lifetime bigint,
    add column refresh_token_lifetime bigint,
    add column refresh_token_idle bigint,
    add column access_token_signed_response_alg text not null default 'ES256',
    add column id_token_signed_response_alg text not null default 'RS256',
    add column resources text[] not null default '{}';
comment on column clients.access_token_lifetime is 'Seconds; null for what token-service has configured.';
comment on column clients.refresh_token_lifetime is 'Seconds that a grant lasts; null for what token-service has configured.';
comment on column clients.refresh_token_idle is 'Seconds that a grant may go without a refresh; null for what token-service has configured.';
comment on column clients.access_token_signed_response_alg is 'Signs its access tokens, if they are JWTs (RFC 7518).';
comment on column clients.id_token_signed_response_alg is 'Signs its ID tokens (OpenID Connect Dynamic Client Registration 1.0).';
comment on column clients.resources is 'URIs of the resources that it may ask tokens for (RFC 8707).';

alter table clients add column claims_by_scope text[] not null default '{}';
comment on column clients.claims_by_scope is 'A scope and the names of claims of users that access tokens with it tell, separated by spaces, each.';
