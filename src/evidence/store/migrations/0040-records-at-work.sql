-- Why: records are worked on by several people over weeks. Every entering of a stage is kept, so that returns can be
-- counted; a paper may stop the clock of a stage or extend it; people write under a record; numbers of papers are drawn
-- without gaps. All of it comes from entries of the ledger and is laid out here for reading.

alter table record add column passages jsonb not null default '[]';
alter table record_version add column passages jsonb not null default '[]';

-- What the versions so far say: a passage wherever the stage is another one than in the version before.
with moved as (
  select v.jurisdiction_id, v.register_id, v.record_id, v.version, v.stage, v.passed, s.actor, r.body,
    lag(v.stage) over versions as was
  from record_version v
  join submission s using (jurisdiction_id, seq)
  join register r using (jurisdiction_id, register_id)
  window versions as (partition by v.jurisdiction_id, v.register_id, v.record_id order by v.version)
), placed as (
  select m.*,
    (select n from jsonb_array_elements(m.body->'stages') with ordinality x(s, n)
      where s->>'id' = m.stage and s->>'exit' is distinct from 'true') as at,
    (select n from jsonb_array_elements(m.body->'stages') with ordinality x(s, n)
      where s->>'id' = m.was and s->>'exit' is distinct from 'true') as from_at
  from moved m
), told as (
  select jurisdiction_id, register_id, record_id, version,
    jsonb_agg(
      jsonb_build_object('stage', stage, 'on', passed->>stage, 'by', actor)
        || case when at < from_at then '{"back": true}'::jsonb else '{}'::jsonb end
    ) filter (where stage is not null and stage is distinct from was)
      over (partition by jurisdiction_id, register_id, record_id order by version) as passages
  from placed
)
update record_version v set passages = told.passages from told
where (v.jurisdiction_id, v.register_id, v.record_id, v.version)
  = (told.jurisdiction_id, told.register_id, told.record_id, told.version) and told.passages is not null;

update record r set passages = v.passages from record_version v
where (r.jurisdiction_id, r.register_id, r.record_id, r.version)
  = (v.jurisdiction_id, v.register_id, v.record_id, v.version);

-- Stops and extensions of the clock of a stage, each with its paper.
create table record_clock (
  jurisdiction_id text not null references jurisdiction,
  register_id text not null,
  record_id text not null,
  -- The entry that did it.
  seq bigint not null,
  -- `stop` or `extend`.
  kind text not null,
  stage text not null,
  -- Of a stop: its first and its last day; without a last one the clock stands.
  begins text,
  ends text,
  -- The days on which the act, and the end of a stop, became known.
  known_on text not null,
  ended_on text,
  -- Of an extension: {"workdays": 10}, {"days": 15} or {"months": 1}.
  span jsonb,
  document text not null,
  reason text not null,
  files jsonb not null,
  actor text not null,
  at text not null,
  demo boolean not null,
  primary key (jurisdiction_id, register_id, record_id, seq)
);

-- What people write under a record. Nothing of it is ever changed or taken away.
create table remark (
  jurisdiction_id text not null references jurisdiction,
  register_id text not null,
  record_id text not null,
  seq bigint not null,
  organisation_id text,
  text text not null,
  files jsonb not null,
  actor text not null,
  at text not null,
  demo boolean not null,
  primary key (jurisdiction_id, register_id, record_id, seq)
);

-- The last number of each series and year. Those of the demonstration are counted apart.
create table serial (
  jurisdiction_id text not null references jurisdiction,
  series text not null,
  year text not null,
  demo boolean not null,
  last integer not null,
  seq bigint not null,
  primary key (jurisdiction_id, series, year, demo)
);

-- Who handed his work over to whom: the entries of the same act say what changed.
create table handover (
  jurisdiction_id text not null references jurisdiction,
  seq bigint not null,
  from_login text not null,
  to_login text not null,
  known_on text not null,
  reason text not null,
  -- Role and organisation went over as well.
  membership boolean not null,
  duties jsonb not null,
  records jsonb not null,
  demo boolean not null,
  primary key (jurisdiction_id, seq)
);
