comment on table closings is 'Accounts that were closed, or whose users are signed out everywhere, until all that they held has ended in the other services, too.';
comment on column closings.removal is 'Whether the user is to be removed then; else the account stays as it is.';
comment on column closings.actor is 'Who asked for it: a user''s or a client''s id.';
comment on column closings.generation is 'Grows each time it is asked for before it was finished, so that who finishes one does not take the next for done.';
