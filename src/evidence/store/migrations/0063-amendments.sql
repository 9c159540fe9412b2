-- A commitment of a plan in force is amended with a reason, the document that approved it and the day from which it holds:
-- the version before stays, and a past day is judged by what was promised on it.
create table commitment_version (
  jurisdiction_id text not null references jurisdiction,
  plan_id text not null,
  commitment_id text not null,
  seq bigint not null,
  effective_on text not null,
  body jsonb not null,
  before jsonb not null,
  reason text not null,
  approval jsonb not null,
  actor text not null,
  at text not null,
  demo boolean not null,
  primary key (jurisdiction_id, plan_id, commitment_id, seq)
);
