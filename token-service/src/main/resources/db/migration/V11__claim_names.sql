-- What the claims were is nobody's business but identity-service's: a refresh asks it anew.
update grants set id_token_claims = (
    select coalesce(json_object_agg(name, ''), '{}')::text from json_object_keys(id_token_claims::json) as name
) where id_token_claims is not null;
update grants set username = null, id_token_claims = null where revoked_at is not null;
comment on column grants.id_token_claims is 'Names of the claims on the user in ID tokens: a JSON object with empty values.';
comment on column grants.username is 'The user''s name when the grant was opened; null where no user is involved, or once it is closed.';
