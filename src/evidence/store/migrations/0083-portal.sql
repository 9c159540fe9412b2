-- Why: what the public may read. A release holds the very content that two persons agreed on, so that a page without sign-in
-- is made of nothing else; a withdrawal takes the content away and leaves a note. Hints of citizens carry no name.
create table release (
  jurisdiction_id text not null references jurisdiction,
  release_id text not null,
  seq bigint not null,
  -- commitment/ID, document/ID
  object text not null,
  -- proposed, replaced, returned, withheld, released, withdrawn
  state text not null,
  proposed_by text not null,
  -- content, facts, decision, withdrawal
  body jsonb not null,
  demo boolean not null,
  primary key (jurisdiction_id, release_id)
);
create index release_object on release (jurisdiction_id, object, seq);
create table hint (
  jurisdiction_id text not null references jurisdiction,
  hint_id text not null,
  seq bigint not null,
  sent_on text not null,
  state text not null,
  body jsonb not null,
  demo boolean not null,
  primary key (jurisdiction_id, hint_id)
);
create index hint_sent on hint (jurisdiction_id, sent_on);
