-- Why: what is personal in a list is said by its type, so whoever may change types could lift the mask from everybody in it.
-- A change that shows more waits here until a second person has released it. Work, not evidence; both steps stand in the
-- book of rights.

create table type_proposal (
  jurisdiction_id text not null references jurisdiction,
  register_id text not null,
  body jsonb not null,
  proposed_by text not null,
  proposed_at text not null,
  primary key (jurisdiction_id, register_id)
);
