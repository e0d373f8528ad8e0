create function search_key(text) returns text immutable strict parallel safe language sql
    return lower(normalize($1, NFKC));
comment on function search_key is 'How names are compared: lower case NFKC, by the collation of the database.';

-- A prefix search reads a few entries of each, in the order of their bytes: in any other, a prefix is no range.
create index users_by_username on users ((username_key collate "C"), id);
create index users_by_email on users ((email_key collate "C"), id);
create index users_by_name on users ((search_key(name) collate "C"), id);
create index users_by_given_name on users ((search_key(given_name) collate "C"), id);
create index users_by_family_name on users ((search_key(family_name) collate "C"), id);
create index users_admins on users (id) where admin;
create index users_disabled on users (id) where disabled_at is not null;

alter table users
    add column external_id         text,
    add column provisioned_name     text,
    add column provisioned_name_key text constraint users_provisioned_name_key unique;
create index users_external_id on users (external_id) where external_id is not null;
comment on column users.external_id is 'What the provisioning client calls the user (RFC 7643, section 3.1).';
comment on column users.provisioned_name is 'userName of a provisioned user where it can be no username, such as an e-mail address.';
comment on column users.provisioned_name_key is 'provisioned_name in lower case NFKC: decides whether two are the same.';
