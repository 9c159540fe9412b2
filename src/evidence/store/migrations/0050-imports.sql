-- Why: of a sheet that is looked at before it is written, a person sees every row, page by page, and gets those that were
-- refused as a sheet to mend; what he said of a column is remembered for the next file of that shape.

-- Pages of a hundred rows: what an import would add, change, and what it refuses. They go with their run.
create table import_page (
  jurisdiction_id text not null,
  run_id text not null,
  what text not null,
  page integer not null,
  lines jsonb not null,
  primary key (jurisdiction_id, run_id, what, page),
  foreign key (jurisdiction_id, run_id) references run on delete cascade
);

-- `shape`: a hash of the heads of a sheet, in order; `ties`: by head, the field and the unit that a person named.
create table import_tie (
  jurisdiction_id text not null references jurisdiction,
  login text not null,
  target text not null,
  shape text not null,
  ties jsonb not null,
  at timestamptz not null default now(),
  primary key (jurisdiction_id, login, target, shape)
);
