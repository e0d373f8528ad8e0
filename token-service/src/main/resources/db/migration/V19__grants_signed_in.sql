alter table grants add column signed_in_at timestamptz;
comment on column grants.signed_in_at is 'When the sign-in began that it stems from, which ends with all that the user has by then; auth_time may be long before. Null where there was none, or the version before wrote it.';
comment on column grants.auth_time is 'When the user proved who they are, by the word of the provider where one vouches for them.';
