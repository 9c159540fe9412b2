-- Why: one field finds anything by parts of words, by pinyin and by initials, at once, in a hundred thousand records. What
-- is found by is kept here, made from the records after they are committed: it is no evidence, may be thrown away at any
-- time, and is then made again.

create table search_line (
  jurisdiction_id text not null references jurisdiction,
  register_id text not null,
  record_id text not null,
  -- What people call the newest version, folded: width, capitals and signs do not count.
  title text not null,
  -- All that any version may be found by, folded, one version a line.
  line text not null,
  -- The title in pinyin, syllables in a row, and its initials.
  spelled text not null,
  -- Numbers made of the place and one or two neighbouring characters: what holds a word holds all grams of the word.
  grams integer[] not null,
  seq bigint not null,
  primary key (jurisdiction_id, register_id, record_id)
);
create index search_line_grams on search_line using gin (grams);
create index search_line_title on search_line (jurisdiction_id, title text_pattern_ops);

-- How far the lines of a register have come: `base` is the entry of the type that they were made by.
create table search_state (
  jurisdiction_id text not null references jurisdiction,
  register_id text not null,
  base bigint not null,
  seq bigint not null,
  primary key (jurisdiction_id, register_id)
);
