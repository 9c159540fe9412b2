-- Why: every change to what is known is one append-only entry, chained per jurisdiction by SM3, so that nobody can
-- alter history unseen; every other table of this schema that holds evidence is a projection of these entries.

create table jurisdiction (
  jurisdiction_id text primary key,
  name jsonb not null
);

create table submission (
  jurisdiction_id text not null references jurisdiction,
  seq bigint not null,
  kind text not null,
  actor text not null,
  -- ISO 8601 in UTC with milliseconds, as text: the very characters are hashed.
  at text not null,
  demo boolean not null,
  -- Canonical JSON (RFC 8785), as text for the same reason.
  payload text not null,
  prev text not null,
  hash text not null,
  primary key (jurisdiction_id, seq)
);

create table chain_head (
  jurisdiction_id text primary key references jurisdiction,
  seq bigint not null,
  hash text not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'submissions are append-only';
end $$;

create trigger submission_is_append_only before update or delete on submission
  for each row execute function refuse_change();

-- Documents and attachments, addressed by the SM3 of their bytes; entries name them by that hash.
create table blob (
  jurisdiction_id text not null references jurisdiction,
  hash text not null,
  bytes bytea not null,
  primary key (jurisdiction_id, hash)
);
