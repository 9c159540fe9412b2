-- Why: lists (registers) and the monthly work of reporting are evidence like any other: entries of the ledger, laid out
-- here for reading. A record keeps its newest version in `record`, for lists and filters, and every version in
-- `record_version`, for history and for figures as they were known on a day.

create table register (
  jurisdiction_id text not null references jurisdiction,
  register_id text not null,
  body jsonb not null,
  -- The last entry that touched a record of the register: figures made from it are good until this moves on.
  touched bigint not null,
  seq bigint not null,
  demo boolean not null,
  primary key (jurisdiction_id, register_id)
);

create table record (
  jurisdiction_id text not null references jurisdiction,
  register_id text not null,
  record_id text not null,
  version integer not null,
  -- What tells it from all others of its register (see `keyOf`); null while a part of it is empty.
  key text,
  stage text,
  passed jsonb not null,
  organisation_id text,
  values jsonb not null,
  status text not null,
  known_on text not null,
  source text not null,
  grade text not null,
  seq bigint not null,
  demo boolean not null,
  primary key (jurisdiction_id, register_id, record_id)
);
create unique index record_key on record (jurisdiction_id, register_id, key);
create index record_by_organisation on record (jurisdiction_id, register_id, organisation_id);
create index record_values on record using gin (values jsonb_path_ops);

create table record_version (
  jurisdiction_id text not null references jurisdiction,
  register_id text not null,
  record_id text not null,
  version integer not null,
  stage text,
  passed jsonb not null,
  organisation_id text,
  values jsonb not null,
  -- A removed record keeps its versions; the removal is one of them.
  removed boolean not null,
  reason text,
  status text not null,
  known_on text not null,
  source text not null,
  grade text not null,
  -- The sheet row that it came from, where it came from one.
  cell jsonb,
  seq bigint not null,
  demo boolean not null,
  primary key (jurisdiction_id, register_id, record_id, version)
);
create index record_version_by_entry on record_version (jurisdiction_id, seq);
create index record_version_preliminary on record_version (jurisdiction_id, register_id) where status = 'preliminary';

-- Who reports what: person and deputy for an indicator or a register.
create table duty (
  jurisdiction_id text not null references jurisdiction,
  -- `indicator:gdp` or `register:projects`.
  about text not null,
  organisation_id text not null,
  person text,
  deputy text,
  deputy_until text,
  seq bigint not null,
  demo boolean not null,
  primary key (jurisdiction_id, about, organisation_id)
);

-- Where the report of one period stands. `place` is the place of a figure, the organisation of a register.
create table report (
  jurisdiction_id text not null references jurisdiction,
  about text not null,
  place text not null,
  period text not null,
  organisation_id text not null,
  state text not null,
  value double precision,
  missing text,
  source text not null,
  note text,
  file jsonb,
  cell jsonb,
  confirmed jsonb not null,
  submitted_by text not null,
  submitted_at text not null,
  submitted_on text not null,
  submitted_seq bigint not null,
  reviewed_by text,
  reviewed_at text,
  reviewed_seq bigint,
  reason text,
  seq bigint not null,
  demo boolean not null,
  primary key (jurisdiction_id, about, place, period)
);

-- What must hold between figures of one period (see core/measure/plausibility): the whole set, replaced at once.
create table identity (
  jurisdiction_id text not null references jurisdiction,
  identity_id text not null,
  body jsonb not null,
  seq bigint not null,
  demo boolean not null,
  primary key (jurisdiction_id, identity_id)
);

-- A person's word that an unlikely figure is right.
create table confirmation (
  jurisdiction_id text not null references jurisdiction,
  about text not null,
  place text not null,
  period text not null,
  code text not null,
  reason text not null,
  actor text not null,
  at text not null,
  seq bigint not null,
  demo boolean not null,
  primary key (jurisdiction_id, about, place, period, code)
);

-- From which day on a revision no longer counts (returned or reopened), and the entry that says so.
alter table observation add column withdrawn_on text;
alter table observation add column withdrawn_seq bigint;
create index observation_withdrawn on observation (jurisdiction_id, withdrawn_seq) where withdrawn_seq is not null;

-- Uploaded sheets between reading and writing. Work, not evidence.
create table import_draft (
  jurisdiction_id text not null references jurisdiction,
  draft_id text not null,
  state text not null,
  progress double precision not null,
  body jsonb not null,
  upload bytea,
  created_by text not null,
  created_at text not null,
  primary key (jurisdiction_id, draft_id)
);

-- Who read whose personal data in full, and why. Kept apart from the ledger: the record of a reading holds no evidence.
create table personal_reading (
  jurisdiction_id text not null references jurisdiction,
  reading_id bigint generated always as identity,
  login text not null,
  at text not null,
  register_id text not null,
  record_id text not null,
  fields text not null,
  purpose text not null,
  primary key (jurisdiction_id, reading_id)
);
