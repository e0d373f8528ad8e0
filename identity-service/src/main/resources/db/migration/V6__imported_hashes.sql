comment on column users.password_hash is
    'In PHC string format, or bcrypt''s: Argon2id, or what an imported user had, until the first sign-in; null for users who only sign in upstream.';
