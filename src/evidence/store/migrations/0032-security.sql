-- Why: who may do what, and who read what is secret, must be as hard to change unnoticed as the figures. Sign-ins, accounts,
-- roles, second factors, exports and readings are a chain of their own: they are no evidence of the plan, and nothing in
-- the tables for reading is made from them.

create table security_entry (
  jurisdiction_id text not null references jurisdiction,
  seq bigint not null,
  kind text not null,
  -- A login, or the command.
  actor text not null,
  -- ISO 8601 in UTC with milliseconds, as text: what is sealed is what is stored.
  at text not null,
  -- Canonical JSON (RFC 8785).
  payload text not null,
  prev text not null,
  hash text not null,
  primary key (jurisdiction_id, seq)
);
create trigger security_entry_is_append_only before update or delete on security_entry
  for each row execute function refuse_change();

create table security_head (
  jurisdiction_id text primary key references jurisdiction,
  seq bigint not null,
  hash text not null
);

-- Wrong passwords and codes: how many of late, and until when the next try waits.
create table sign_in_wait (
  -- `from LOGIN ADDRESS`, `address ADDRESS` or `login LOGIN`.
  about text primary key,
  failures integer not null,
  last_at text not null,
  until text
);
-- From where an account was signed in to before: whoever comes from there does not wait for what others tried elsewhere.
create table sign_in_known (
  login text not null references account (login) on delete cascade,
  -- SM3 of the address.
  address text not null,
  at text not null,
  primary key (login, address)
);

-- Replaced by the waiting above: a lock that anybody could put on anybody's account.
alter table account drop column failures, drop column locked_until;
