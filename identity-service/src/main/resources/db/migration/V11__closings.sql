create table closings (
    user_id    uuid primary key references users (id) on delete cascade,
    removal    boolean     not null,
    actor      text        not null,
    begun_at   timestamptz not null default now(),
    attempts   int         not null default 0,
    next_at    timestamptz not null,
    generation int         not null default 0
);
create index closings_next_at on closings (next_at);

comment on table closings is 'Accounts that were closed, until all that their users held has ended in the other services, too.';
comment on column closings.user_id is 'Whose account it is.';
comment on column closings.removal is 'Whether the user is to be removed then; else the account stays, closed.';
comment on column closings.actor is 'Who closed it: a user''s or a client''s id.';
comment on column closings.begun_at is 'When.';
comment on column closings.attempts is 'How often somebody came back to it.';
comment on column closings.next_at is 'Nobody comes back to it before: whoever is at it moves this on, so that replicas do not do the same.';
comment on column closings.generation is 'Grows each time the account is closed before it was finished, so that who finishes one does not take the next for done.';
