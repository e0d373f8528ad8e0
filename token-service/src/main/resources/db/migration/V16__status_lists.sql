-- What V12 did for the log of revocations, for any table that is partitioned by the hour.
create function make_hourly_partitions(parent text, until timestamptz) returns void language plpgsql as $$
declare
    hour timestamptz := date_trunc('hour', now(), 'UTC');
    name text;
begin
    -- Replicas take turns.
    perform pg_advisory_xact_lock(hashtextextended('token.' || parent, 0));
    while hour <= until loop
        name := parent || '_' || to_char(hour at time zone 'UTC', 'YYYYMMDDHH24');
        if to_regclass('token.' || name) is null then
            execute format('create table token.%I partition of token.%I for values from (%L) to (%L)',
                name, parent, hour, hour + interval '1 hour');
        end if;
        hour := hour + interval '1 hour';
    end loop;
end
$$;
comment on function make_hourly_partitions is 'Makes those partitions of a table that are missing from now until then.';

create function drop_hourly_partitions(parent text, before timestamptz) returns void language plpgsql as $$
declare
    first text := parent || '_' || to_char(before at time zone 'UTC', 'YYYYMMDDHH24');
    name text;
begin
    perform pg_advisory_xact_lock(hashtextextended('token.' || parent, 0));
    for name in
        select relname from pg_inherits join pg_class on pg_class.oid = inhrelid
        where inhparent = ('token.' || parent)::regclass and relname < first
    loop
        execute format('drop table token.%I', name);
    end loop;
end
$$;
comment on function drop_hourly_partitions is 'Drops the partitions of a table whose hours were over by then.';

create or replace function make_revocation_partitions(until timestamptz) returns void language sql as
$$select token.make_hourly_partitions('revocation_log', until)$$;
create or replace function drop_revocation_partitions() returns void language sql as
$$select token.drop_hourly_partitions('revocation_log', now())$$;

create table status_lists (
    id      uuid        primary key,
    hour    timestamptz not null,
    ordinal integer     not null,
    size    integer     not null check (size > 0 and size % 8 = 0),
    unique (hour, ordinal)
);
comment on table status_lists is 'Lists of one bit for each access token that has a place in one (Token Status List). Gone with the partition of its hour.';
comment on column status_lists.id is 'Names the list in its URI; random, so that it tells nothing of how many there are.';
comment on column status_lists.hour is 'The hour in which the tokens of the list expire.';
comment on column status_lists.ordinal is 'From 0 on: the next is opened where one is full, by whoever finds it so first.';
comment on column status_lists.size is 'How many places there are.';

create table status_entries (
    hour     timestamptz not null,
    ordinal  integer     not null,
    idx      integer     not null,
    names    text[]      not null,
    position bigint      not null,
    primary key (hour, ordinal, idx)
) partition by range (hour);
comment on table status_entries is 'The places that were given to access tokens. A partition for each hour of expiry, dropped whole.';
comment on column status_entries.hour is 'The hour in which the token expires.';
comment on column status_entries.ordinal is 'The list, among those of the hour.';
comment on column status_entries.idx is 'The bit, chosen at random among those that are free: the key decides between two who choose the same.';
comment on column status_entries.names is 'All that the token can be revoked by, as kind:value.';
comment on column status_entries.position is 'The position of the log of revocations when the token was issued.';

select make_hourly_partitions('status_entries', now() + interval '3 hours');
