-- A log in the order of its commits, in place of a row for each name: whoever knows a position can ask what came since.
create table revocation_head (
    singleton boolean primary key default true check (singleton),
    seq       bigint  not null
) with (fillfactor = 10);
insert into revocation_head (seq) values (0);
comment on table revocation_head is 'One row: whoever appends to the log locks it, so that the order of positions is that of commits, without gaps.';
comment on column revocation_head.singleton is 'Always true.';
comment on column revocation_head.seq is 'The position of the last revocation.';

create table revocation_log (
    seq        bigint      not null,
    kind       text        not null,
    value      text        not null,
    revoked_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (expires_at, seq)
) partition by range (expires_at);
create index revocation_log_seq on revocation_log (seq);
comment on table revocation_log is 'What no longer counts although it was signed or kept: the record behind the index in Redis. A partition for each hour of expiry, dropped whole.';
comment on column revocation_log.seq is 'The position, from 1 on.';
comment on column revocation_log.kind is 'What value names: jti, sid, grant, client, user, or consent (user id, space, client id).';
comment on column revocation_log.value is 'The name, such as the id of a token.';
comment on column revocation_log.revoked_at is 'What was issued at or before this instant is revoked.';
comment on column revocation_log.expires_at is 'When the last thing that it could concern has ended anyway.';

create table user_epochs (
    subject text        primary key,
    since   timestamptz not null
);
comment on table user_epochs is 'Users who were signed out everywhere.';
comment on column user_epochs.subject is 'The user''s id.';
comment on column user_epochs.since is 'Grants and API keys that were made at or before this instant give nothing any more.';

create function make_revocation_partitions(until timestamptz) returns void language plpgsql as $$
declare
    hour timestamptz := date_trunc('hour', now(), 'UTC');
    name text;
begin
    -- Replicas take turns.
    perform pg_advisory_xact_lock(hashtextextended('token.revocation_log', 0));
    while hour <= until loop
        name := 'revocation_log_' || to_char(hour at time zone 'UTC', 'YYYYMMDDHH24');
        if to_regclass('token.' || name) is null then
            execute format('create table token.%I partition of token.revocation_log for values from (%L) to (%L)',
                name, hour, hour + interval '1 hour');
        end if;
        hour := hour + interval '1 hour';
    end loop;
end
$$;
comment on function make_revocation_partitions is 'Makes those partitions that are missing from now until then.';

create function drop_revocation_partitions() returns void language plpgsql as $$
declare
    past text := 'revocation_log_' || to_char(now() at time zone 'UTC', 'YYYYMMDDHH24');
    name text;
begin
    perform pg_advisory_xact_lock(hashtextextended('token.revocation_log', 0));
    for name in
        select relname from pg_inherits join pg_class on pg_class.oid = inhrelid
        where inhparent = 'token.revocation_log'::regclass and relname < past
    loop
        execute format('drop table token.%I', name);
    end loop;
end
$$;
comment on function drop_revocation_partitions is 'Drops the partitions in which everything has expired.';

select make_revocation_partitions((select coalesce(max(expires_at), now()) from revocations));
insert into revocation_log
    select row_number() over (order by revoked_at), kind, value, revoked_at, expires_at
    from revocations where expires_at >= date_trunc('hour', now(), 'UTC');
update revocation_head set seq = coalesce((select max(seq) from revocation_log), 0);
insert into user_epochs select value, revoked_at from revocations where kind = 'user';
drop table revocations;
