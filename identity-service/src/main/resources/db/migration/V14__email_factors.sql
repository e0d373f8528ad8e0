create table email_factors (
    user_id      uuid primary key references users (id) on delete cascade,
    confirmed_at timestamptz not null default now()
);
comment on table email_factors is 'Users whose second factor is a code that is mailed to their confirmed address.';
comment on column email_factors.user_id is 'Whose it is; the address is that of the account, whichever it has by now.';
comment on column email_factors.confirmed_at is 'When the user gave a first code; from then on it is asked for.';
