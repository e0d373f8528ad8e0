-- Those of long ago are removed.
-- contract: a row for each user who was signed out everywhere, so that nobody waits for long.
create index user_epochs_since on user_epochs (since);
-- Users are named by text where they are revoked.
-- contract: keys are made by hand and written to once in a while, so that nobody waits for long.
create index api_keys_subject_text on api_keys (cast(subject as text));
comment on table user_epochs is 'Users who were signed out everywhere, until nothing is left that they could have had then.';
