alter table users
    add column version        bigint not null default 0,
    add column given_name     text,
    add column family_name    text,
    add column middle_name    text,
    add column nickname       text,
    add column profile        text,
    add column picture        text,
    add column website        text,
    add column gender         text,
    add column birthdate      text,
    add column zoneinfo       text,
    add column locale         text,
    add column phone_number   text,
    add column formatted      text,
    add column street_address text,
    add column locality       text,
    add column region         text,
    add column postal_code    text,
    add column country        text;
comment on column users.version is 'Grows with each change of the user; the entity tag that changes are conditional on.';
comment on column users.given_name is 'Standard claim, as are all that follow (OpenID Connect Core, section 5.1).';
comment on column users.family_name is 'Surnames.';
comment on column users.middle_name is 'Middle names.';
comment on column users.nickname is 'What friends say.';
comment on column users.profile is 'URL of a page about the user.';
comment on column users.picture is 'URL of an image of the user.';
comment on column users.website is 'URL of the user''s own site.';
comment on column users.gender is 'As the user describes it.';
comment on column users.birthdate is 'YYYY-MM-DD, 0000-MM-DD without the year, or YYYY.';
comment on column users.zoneinfo is 'Time zone, such as Europe/Paris.';
comment on column users.locale is 'Language tag, such as de-AT (BCP 47); the language of mails.';
comment on column users.phone_number is 'In E.164 form.';
comment on column users.formatted is 'The whole address, as on a letter; this and the next are the claim address (section 5.1.1).';
comment on column users.street_address is 'Street and number.';
comment on column users.locality is 'City.';
comment on column users.region is 'State, province or prefecture.';
comment on column users.postal_code is 'Postal code.';
comment on column users.country is 'Country.';
