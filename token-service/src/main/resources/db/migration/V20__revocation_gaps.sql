create table revocation_gaps (
    after bigint not null,
    upto bigint primary key,
    until timestamptz not null
);
comment on table revocation_head is 'One row: whoever appends to the log locks it, so that the order of positions is that of commits, without gaps but those of revocation_gaps.';
comment on table revocation_gaps is 'Positions that the log of revocations had before the database was brought back from earlier: they are not given again, and no token counts that was issued at one of them, for nobody can tell what was revoked after it.';
comment on column revocation_gaps.after is 'The last position that is still known.';
comment on column revocation_gaps.upto is 'The last position that was lost.';
comment on column revocation_gaps.until is 'By when every token of that time has expired.';
