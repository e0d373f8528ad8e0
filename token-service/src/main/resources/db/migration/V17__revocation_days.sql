-- Revocations of sessions are kept for a month: hours would be some 750 partitions, of which each look at the log opens all.
create or replace function make_revocation_partitions(until timestamptz) returns void language plpgsql as $$
declare
    day timestamptz := date_trunc('day', now(), 'UTC');
    name text;
    hour timestamptz;
begin
    -- Replicas take turns.
    perform pg_advisory_xact_lock(hashtextextended('token.revocation_log', 0));
    while day <= until loop
        name := 'revocation_log_' || to_char(day at time zone 'UTC', 'YYYYMMDD');
        if exists (
            select from pg_inherits join pg_class on pg_class.oid = inhrelid
            where inhparent = 'token.revocation_log'::regclass and starts_with(relname::text, name) and relname <> name
        ) then
            -- A day of which there are hours, from before there were days, stays one of hours.
            for hour in select generate_series(day, day + interval '23 hours', interval '1 hour') loop
                if to_regclass('token.' || name || to_char(hour at time zone 'UTC', 'HH24')) is null then
                    execute format('create table token.%I partition of token.revocation_log for values from (%L) to (%L)',
                        name || to_char(hour at time zone 'UTC', 'HH24'), hour, hour + interval '1 hour');
                end if;
            end loop;
        elsif to_regclass('token.' || name) is null then
            execute format('create table token.%I partition of token.revocation_log for values from (%L) to (%L)',
                name, day, day + interval '24 hours');
        end if;
        day := day + interval '24 hours';
    end loop;
end
$$;
comment on function make_revocation_partitions is 'Makes those partitions that are missing from today until then, one for each day.';

create or replace function drop_revocation_partitions() returns void language plpgsql as $$
declare
    present text := 'revocation_log_' || to_char(now() at time zone 'UTC', 'YYYYMMDDHH24');
    name text;
begin
    perform pg_advisory_xact_lock(hashtextextended('token.revocation_log', 0));
    for name in
        select relname from pg_inherits join pg_class on pg_class.oid = inhrelid
        -- Names of days are shorter than those of hours: each is compared with what is now by its own measure.
        where inhparent = 'token.revocation_log'::regclass and relname < left(present, length(relname))
    loop
        execute format('drop table token.%I', name);
    end loop;
end
$$;

comment on table revocation_log is 'What no longer counts although it was signed or kept: the record behind the index in Redis. A partition for each day of expiry, dropped whole.';
