-- Why: what leaves the house as paper. A document is written from the data of its day; what people write into it stays, version
-- by version, and once issued it stands with its number. What is made of it as a file can be made again at any time.
create table paper (
  jurisdiction_id text not null references jurisdiction,
  paper_id text not null,
  seq bigint not null,
  kind text not null,
  body jsonb not null,
  demo boolean not null,
  primary key (jurisdiction_id, paper_id)
);
create table paper_version (
  jurisdiction_id text not null references jurisdiction,
  paper_id text not null,
  seq bigint not null,
  body jsonb not null,
  demo boolean not null,
  primary key (jurisdiction_id, paper_id, seq)
);
create table paper_template (
  jurisdiction_id text not null references jurisdiction,
  template_id text not null,
  seq bigint not null,
  name text not null,
  hash text not null,
  dropped boolean not null,
  demo boolean not null,
  primary key (jurisdiction_id, template_id)
);

-- Files of a run; they go with it.
create table paper_file (
  jurisdiction_id text not null,
  run_id text not null,
  docx bytea not null,
  pdf bytea,
  primary key (jurisdiction_id, run_id),
  foreign key (jurisdiction_id, run_id) references run on delete cascade
);
