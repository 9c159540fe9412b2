-- Why: forecasts take seconds and pages must not wait for them. What was computed is kept here for one position of the
-- chain and one day. It is no evidence: it can be thrown away at any time and is then computed again. A person's judgement
-- that corrects a forecast is evidence (table adjustment, filled by the ledger); a scenario, which asks "what if", is not.

create table foresight (
  jurisdiction_id text not null references jurisdiction,
  as_of text not null,
  -- 'all' or 'approved': which figures it was computed from.
  reach text not null,
  -- Position of the chain that the results are of; 0 while there are none.
  head bigint not null,
  -- Position that a run was last ordered for, and when.
  ordered bigint not null,
  ordered_at text not null,
  -- The run under way: 0 to 1 and what it does; null while none is.
  progress double precision,
  step jsonb,
  -- Why the last run failed; null where it did not.
  problem jsonb,
  board jsonb,
  -- Past forecasts against what came.
  record jsonb,
  primary key (jurisdiction_id, as_of, reach)
);

-- Single results under the hash of all that they were computed from: what a new entry did not touch is found again.
create table foresight_part (
  jurisdiction_id text not null references jurisdiction,
  hash text not null,
  body jsonb not null,
  -- Day of the last run that used it; old ones are thrown away.
  used_on text not null,
  primary key (jurisdiction_id, hash)
);

-- What a person adds to a forecast, with the reason; amount in the indicator's unit.
create table adjustment (
  jurisdiction_id text not null references jurisdiction,
  adjustment_id text not null,
  indicator_id text not null,
  period text not null,
  -- The last period that it counts for; null: all later ones.
  until text,
  amount double precision not null,
  unit text not null,
  reason text not null,
  known_on text not null,
  actor text not null,
  at text not null,
  removed_on text,
  removed_by text,
  removed_reason text,
  seq bigint not null,
  demo boolean not null,
  primary key (jurisdiction_id, adjustment_id)
);
create index adjustment_by_indicator on adjustment (jurisdiction_id, indicator_id);

create table scenario (
  jurisdiction_id text not null references jurisdiction,
  scenario_id text not null,
  name text not null,
  body jsonb not null,
  created_by text not null,
  created_at text not null,
  primary key (jurisdiction_id, scenario_id)
);
