-- Why: nobody but its owner should know a password for longer than a moment. An administrator gives a code that opens an
-- account once, its owner chooses the password, and whoever is given one has to choose another; everybody sees where he is
-- signed in and ends it there.

alter table account
  -- Somebody else knows the password: it is changed before anything else is done.
  add column must_change boolean not null default false;

-- One code that opens an account once; a copy of this table opens none.
create table invitation (
  jurisdiction_id text not null references jurisdiction,
  login text not null references account (login) on delete cascade,
  -- SM3 of the code.
  code_hash text not null unique,
  expires_at text not null,
  made_by text not null,
  primary key (jurisdiction_id, login)
);

alter table session
  add column opened_at text not null default '',
  -- Network address and kind of browser, for its owner to tell one from the other.
  add column address text not null default '',
  add column agent text not null default '';
