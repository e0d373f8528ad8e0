-- Those of long ago are removed.
create index user_epochs_since on user_epochs (since);
-- Users are named by text where they are revoked.
create index api_keys_subject_text on api_keys (cast(subject as text));
comment on table user_epochs is 'Users who were signed out everywhere, until nothing is left that they could have had then.';
