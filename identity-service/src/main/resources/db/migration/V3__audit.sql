create table audit_events (
    id         bigint generated always as identity primary key,
    at         timestamptz not null default now(),
    event      text        not null,
    subject    uuid,
    actor      text,
    address    text,
    user_agent text,
    request_id text,
    detail     text
);
create index audit_events_subject on audit_events (subject, id);
comment on table audit_events is 'What happened that matters for security; only ever added to.';
comment on column audit_events.id is 'In the order of writing; where the next page begins.';
comment on column audit_events.at is 'When it happened.';
comment on column audit_events.event is 'What happened, such as signed_in.';
comment on column audit_events.subject is 'The user it happened to, whose row may be gone; null where there is none of that name.';
comment on column audit_events.actor is 'Who did it: a user''s or a client''s id; null for someone who has not signed in.';
comment on column audit_events.address is 'Network address of the caller; null once the user is erased.';
comment on column audit_events.user_agent is 'The caller''s program as it names itself; null once the user is erased.';
comment on column audit_events.request_id is 'The id of the request, the same in all services: X-Request-Id.';
comment on column audit_events.detail is 'What else there is to know; never a secret.';

create function audit_events_stay() returns trigger language plpgsql as $$
begin
    -- Erasing a person is the one change there is: it takes away where they were, not what happened.
    if tg_op = 'UPDATE'
        and coalesce(new.address, old.address) is not distinct from old.address
        and coalesce(new.user_agent, old.user_agent) is not distinct from old.user_agent
        and coalesce(new.detail, old.detail) is not distinct from old.detail
        and (new.id, new.at, new.event) = (old.id, old.at, old.event)
        and new.subject is not distinct from old.subject
        and new.actor is not distinct from old.actor
        and new.request_id is not distinct from old.request_id
    then
        return new;
    end if;
    raise exception 'audit events stay as they are';
end
$$;
create trigger audit_events_stay before update or delete on audit_events
    for each row execute function audit_events_stay();
create trigger audit_events_all_stay before truncate on audit_events
    for each statement execute function audit_events_stay();
