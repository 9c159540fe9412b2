-- Why: an answer that is kept depends on what it read, not on everything that is written. Which tables an entry changed is laid
-- down beside it, so that every server knows what of what it keeps still holds.

create table part_version (
  jurisdiction_id text not null references jurisdiction,
  part text not null,
  -- The last entry that changed it.
  seq bigint not null,
  primary key (jurisdiction_id, part)
);
