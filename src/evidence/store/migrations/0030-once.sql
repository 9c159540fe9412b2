-- Why: whoever does not know whether his change came through sends it again. What was written once under a key is not
-- written twice, and the second request gets the answer of the first.

-- Filled by the ledger in the transaction of the entries themselves: which act was handed in under a key.
create table act_key (
  jurisdiction_id text not null references jurisdiction,
  act_key text not null,
  -- The last entry of the act.
  seq bigint not null,
  primary key (jurisdiction_id, act_key)
);

-- Answers to changes, for a day. Work, not evidence.
create table given_answer (
  -- SM3 of the person and the key.
  name text primary key,
  -- SM3 of all that the request said.
  request text not null,
  status integer not null,
  body text not null,
  at text not null
);
create index given_answer_by_time on given_answer (at);
