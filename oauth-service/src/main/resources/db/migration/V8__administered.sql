alter table clients add column administered text;
comment on column clients.administered is 'What administrators have changed of a client that describes itself, so that it holds: an object of JSON, by member the parts that it is not to have again, or true where it stays as it is; null for nothing.';
