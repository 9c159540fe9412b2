-- Why: the entries of the ledger, laid out for reading. Each table can be emptied and filled again from the ledger
-- (`lantu rebuild`); `seq` names the entry that a row comes from, `demo` marks what the demonstration layer brought.

create table organisation (
  jurisdiction_id text not null references jurisdiction,
  organisation_id text not null,
  name jsonb not null,
  parent text,
  seq bigint not null,
  demo boolean not null,
  primary key (jurisdiction_id, organisation_id)
);

create table place (
  jurisdiction_id text not null references jurisdiction,
  place_id text not null,
  name jsonb not null,
  kind text not null,
  parent text,
  seq bigint not null,
  demo boolean not null,
  primary key (jurisdiction_id, place_id)
);

create table document (
  jurisdiction_id text not null references jurisdiction,
  document_id text not null,
  name text not null,
  -- SM3 of the text as it was read (UTF-8), which is what spans count in.
  text_hash text not null,
  format text not null,
  characters integer not null,
  seq bigint not null,
  demo boolean not null,
  primary key (jurisdiction_id, document_id)
);

create table plan (
  jurisdiction_id text not null references jurisdiction,
  plan_id text not null,
  body jsonb not null,
  version integer not null,
  seq bigint not null,
  demo boolean not null,
  primary key (jurisdiction_id, plan_id)
);

create table commitment (
  jurisdiction_id text not null references jurisdiction,
  plan_id text not null,
  commitment_id text not null,
  position integer not null,
  body jsonb not null,
  seq bigint not null,
  demo boolean not null,
  primary key (jurisdiction_id, plan_id, commitment_id)
);

create table indicator (
  jurisdiction_id text not null references jurisdiction,
  indicator_id text not null,
  body jsonb not null,
  seq bigint not null,
  demo boolean not null,
  primary key (jurisdiction_id, indicator_id)
);

create table composite (
  jurisdiction_id text not null references jurisdiction,
  composite_id text not null,
  position integer not null,
  body jsonb not null,
  seq bigint not null,
  demo boolean not null,
  primary key (jurisdiction_id, composite_id)
);

-- One row for every revision of every number; what was known on a day is what `known_on` lets through.
create table observation (
  jurisdiction_id text not null references jurisdiction,
  indicator_id text not null,
  place text not null,
  period text not null,
  known_on text not null,
  seq bigint not null,
  -- Position inside the submission: one submission may revise a period twice.
  line integer not null,
  value double precision,
  missing text,
  status text not null,
  source text not null,
  grade text not null,
  demo boolean not null,
  primary key (jurisdiction_id, indicator_id, place, period, seq, line),
  check ((value is null) <> (missing is null))
);
create index observation_by_entry on observation (jurisdiction_id, seq);

-- Steps of actions and projects, one row for every report of a step.
create table milestone (
  jurisdiction_id text not null references jurisdiction,
  commitment_id text not null,
  milestone_id text not null,
  seq bigint not null,
  title jsonb not null,
  due text not null,
  done_on text,
  known_on text not null,
  source text not null,
  grade text not null,
  demo boolean not null,
  primary key (jurisdiction_id, commitment_id, milestone_id, seq)
);
