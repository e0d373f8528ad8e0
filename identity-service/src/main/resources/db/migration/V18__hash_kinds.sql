create function hash_kind(hash text) returns text language sql immutable strict parallel safe as $body$
    select case when hash like '$2%' then left(hash, 7) else regexp_replace(hash, '\$[^$]*\$[^$]*$', '') end
$body$;
comment on function hash_kind is 'What all password hashes of one kind and cost begin with: without salt and hash, which bcrypt does not keep apart.';

-- So that the kinds there are can be found one after the other, however many users have each.
create index users_hash_kind on users (hash_kind(password_hash)) where password_hash is not null;
