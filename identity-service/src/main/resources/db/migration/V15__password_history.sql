create table password_history (
    id            bigint generated always as identity primary key,
    user_id       uuid        not null references users (id) on delete cascade,
    password_hash text        not null,
    replaced_at   timestamptz not null default now()
);
create index password_history_user_id on password_history (user_id, id);

comment on table password_history is 'Passwords that users had before, no more than may not be chosen again.';
comment on column password_history.id is 'Grows: of a user''s, the greatest is the latest.';
comment on column password_history.user_id is 'Whose it was.';
comment on column password_history.password_hash is 'As it stood in users: in PHC string format, or bcrypt''s.';
comment on column password_history.replaced_at is 'When another took its place, or it was taken away.';
