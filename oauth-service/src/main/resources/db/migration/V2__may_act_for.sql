alter table clients add column may_act_for text[] not null default '{}';
comment on column clients.may_act_for is 'Ids of clients whose tokens it may exchange as if they were its own (RFC 8693).';
