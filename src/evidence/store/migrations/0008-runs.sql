-- Why: a choice among leads takes seconds to minutes of an optimiser. A run is what somebody asked for, how far it is,
-- and what came out; it is work to look at and to share, not evidence.

create table run (
  jurisdiction_id text not null references jurisdiction,
  run_id text not null,
  kind text not null,
  state text not null,
  progress double precision not null,
  body jsonb not null,
  created_by text not null,
  created_at text not null,
  primary key (jurisdiction_id, run_id)
);
