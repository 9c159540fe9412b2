-- Why: a password alone does not protect the people whose word makes a figure count. An account may carry a second
-- factor (TOTP, RFC 6238) or be made to; it may also be entered through the city's own identity provider.

alter table account
  -- Base32; asked for at every sign-in once it is here.
  add column totp_secret text,
  -- Offered, but not confirmed by a code yet.
  add column totp_pending text,
  -- The newest time step whose code was taken: no code opens a session twice.
  add column totp_step bigint not null default 0,
  -- SM3 of codes on paper that are not used up.
  add column recovery_codes jsonb not null default '[]',
  add column second_factor_required boolean not null default false,
  -- Issuer and subject at the identity provider, from the first sign-in through it.
  add column oidc_subject text unique;

alter table session
  -- False while a password was right and the second factor is still owed.
  add column second_factor boolean not null default false;
