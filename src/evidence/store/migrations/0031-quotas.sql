-- Why: whoever may hand in may hand in without end, and one person's files would fill the disk of all. What came in is
-- counted by day. Work, not evidence.

create table upload_day (
  jurisdiction_id text not null references jurisdiction,
  login text not null,
  -- ISO day, UTC.
  day text not null,
  bytes bigint not null,
  primary key (jurisdiction_id, login, day)
);
