-- Why: programs read for a place, too. A token is shown once and kept as its hash; it says what it may read, for which
-- organisation, and until when.
create table access_token (
  jurisdiction_id text not null references jurisdiction,
  token_id text not null,
  name text not null,
  token_hash text not null,
  scopes jsonb not null,
  -- Null: the whole place.
  organisation_id text,
  expires_at text not null,
  -- Made while the demonstration runs: ends with it.
  demo boolean not null,
  made_by text not null,
  made_at text not null,
  used_at text,
  withdrawn_by text,
  withdrawn_at text,
  primary key (jurisdiction_id, token_id)
);
create unique index access_token_hash on access_token (token_hash);
