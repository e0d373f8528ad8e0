alter table passkeys add column used_challenges text[] not null default '{}';
comment on column passkeys.used_challenges is
    'Challenges that it has signed and that would be good still, each behind the second of its end and a colon: each counts once.';
