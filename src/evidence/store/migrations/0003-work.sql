-- Why: what people work with before it becomes evidence (drafts), and who they are. None of it is evidence itself,
-- so none of it is rebuilt from the ledger; passwords and sessions must never stand in an append-only record.

create table plan_draft (
  jurisdiction_id text not null references jurisdiction,
  draft_id text not null,
  version integer not null,
  state text not null,
  progress double precision not null,
  body jsonb not null,
  -- The file as it came, until it has been read.
  upload bytea,
  created_by text not null,
  created_at text not null,
  primary key (jurisdiction_id, draft_id)
);

create table account (
  jurisdiction_id text not null references jurisdiction,
  account_id text not null,
  login text not null unique,
  name text not null,
  -- argon2id; null for demonstration accounts, which have no password at all.
  password_hash text,
  demo boolean not null,
  failures integer not null default 0,
  locked_until text,
  primary key (jurisdiction_id, account_id)
);

-- What an account is in a jurisdiction: its own, or another one that it was admitted to.
create table membership (
  jurisdiction_id text not null references jurisdiction,
  login text not null references account (login) on delete cascade,
  role text not null,
  organisation_id text,
  primary key (jurisdiction_id, login)
);

create table session (
  -- SM3 of the token in the cookie: a copy of this table signs nobody in.
  token_hash text primary key,
  login text not null references account (login) on delete cascade,
  csrf text not null,
  -- ISO instants: the session ends at the earlier one; `idle_at` moves on with use.
  expires_at text not null,
  idle_at text not null
);
