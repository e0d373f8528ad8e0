alter table grants add column terms text;
comment on column grants.terms is 'What its access tokens are beyond the ordinary (audience, lifetime, algorithm, claims, confirmation, actor), a JSON object; null for nothing, or once it is closed.';
