-- Milestones become something that people set, report and review: a row says what the step is (`step`), that it is done
-- or no longer is (`done`), or both at once as packs do (`all`). Reports carry the day on
-- which a step was done, and the day of their review, so that a past day is told as it was.
alter table milestone
  add column says text not null default 'all' check (says in ('all', 'step', 'done')),
  add column status text not null default 'approved',
  add column weight double precision not null default 1,
  add column evidence jsonb,
  add column organisation_id text,
  add column dropped boolean not null default false;

alter table report add column done_on text, add column reviewed_on text;

-- 催报: who was urged to report what, when and by whom. One row for each time.
create table urge (
  jurisdiction_id text not null references jurisdiction,
  about text not null,
  place text not null,
  period text not null,
  urged_on text not null,
  actor text not null,
  note text not null,
  seq bigint not null,
  demo boolean not null,
  primary key (jurisdiction_id, about, place, period, seq)
);
