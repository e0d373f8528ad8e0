alter table users add column email_reserved boolean not null default true;
comment on column users.email_reserved is 'Whether the address is this user''s alone though it is not confirmed: an administrator, an import or provisioning has said so. False where whoever registered has.';

create unique index users_email on users (email_key) where email_verified or email_reserved;
alter table users drop constraint users_email_key;
comment on column users.email_key is 'email in lower case NFKC: decides whether two addresses are the same. Of those that are confirmed or reserved there is one of each; any number may have been given by whoever registered.';
