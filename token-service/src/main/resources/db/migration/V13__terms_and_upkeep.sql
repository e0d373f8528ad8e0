alter table grants add column terms text;
comment on column grants.terms is 'What its access tokens are beyond the ordinary (audience, lifetime, algorithm, claims, confirmation, actor), a JSON object; null for nothing, or once it is closed.';

alter table api_keys add column last_used_at timestamptz;
comment on column api_keys.last_used_at is 'When it was last used, right to a minute; null where it never was.';
create index api_keys_expires_at on api_keys (expires_at) where expires_at is not null;

create table grant_sweep (
    singleton boolean primary key default true check (singleton),
    after     uuid    not null
);
insert into grant_sweep (after) values ('00000000-0000-0000-0000-000000000000');
comment on table grant_sweep is 'One row: how far the removal of ended grants has come. Whoever goes on locks it; it walks by the primary key, for an index on when grants end would be written at every refresh.';
comment on column grant_sweep.singleton is 'Always true.';
comment on column grant_sweep.after is 'The grants up to this id were looked at; the next page begins after it.';
