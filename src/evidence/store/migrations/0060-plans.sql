-- Why: several plans are in force side by side, and each has its days. A plan is closed on a day, with what its lights
-- were; an indicator that came with a later plan is not there on the days before it.
alter table plan add column closed_on text;
alter table plan add column closing jsonb;
alter table indicator add column since text;
-- What a year is to bring of a promise, by quarter and by unit: issued under a document number, every correction a version.
-- `basis`: own (自定) or assigned from above (下达).
create table year_task (
  jurisdiction_id text not null references jurisdiction,
  commitment_id text not null,
  year integer not null,
  basis text not null,
  version integer not null,
  issued_on text not null,
  body jsonb not null,
  seq bigint not null,
  demo boolean not null,
  primary key (jurisdiction_id, commitment_id, year, basis, version)
);
