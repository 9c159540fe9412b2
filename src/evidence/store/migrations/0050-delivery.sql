-- Why: a red light becomes something done. Directives, meetings, alerts and appeals are acts in the ledger, laid out here for
-- reading; what is told to whom is a book of our own beside it, for it is about addresses and attempts, not about evidence.

-- How each directive stands. What it was issued with never changes after.
create table directive (
  jurisdiction_id text not null references jurisdiction,
  directive_id text not null,
  -- The last entry that did something to it: what the next act is made from.
  seq bigint not null,
  issued_seq bigint not null,
  number text not null,
  series text not null,
  state text not null,
  level text not null,
  lead text not null,
  due text not null,
  issued_on text not null,
  closed_on text,
  -- What it is about, where that is something the place holds: commitment/A-03, record/projects/p1 …
  object text,
  issued jsonb not null,
  standing jsonb not null,
  demo boolean not null,
  primary key (jurisdiction_id, directive_id)
);
create unique index directive_number on directive (jurisdiction_id, number);
create index directive_object on directive (jurisdiction_id, object) where object is not null;

-- The thread of a directive: every act, one a row, only added to.
create table directive_event (
  jurisdiction_id text not null references jurisdiction,
  directive_id text not null,
  seq bigint not null,
  kind text not null,
  known_on text not null,
  organisation_id text,
  body jsonb not null,
  actor text not null,
  at text not null,
  demo boolean not null,
  primary key (jurisdiction_id, directive_id, seq)
);

-- Meetings (调度会). The agenda holds what was to be seen on the day that it was frozen at.
create table meeting (
  jurisdiction_id text not null references jurisdiction,
  meeting_id text not null,
  seq bigint not null,
  number text not null,
  state text not null,
  held_on text not null,
  body jsonb not null,
  demo boolean not null,
  primary key (jurisdiction_id, meeting_id)
);

-- Rules of alerts, and for each thing that one watches: armed, or fired and not yet back.
create table alert (
  jurisdiction_id text not null references jurisdiction,
  alert_id text not null,
  seq bigint not null,
  body jsonb not null,
  removed boolean not null,
  demo boolean not null,
  primary key (jurisdiction_id, alert_id)
);
create table alert_state (
  jurisdiction_id text not null references jurisdiction,
  alert_id text not null,
  object text not null,
  seq bigint not null,
  state text not null,
  -- Position of the chain, and day, at which it last changed.
  position bigint not null,
  on_day text not null,
  value double precision,
  -- What was seen, and how often it has fired.
  why jsonb not null,
  times integer not null,
  acknowledged jsonb,
  snoozed jsonb,
  demo boolean not null,
  primary key (jurisdiction_id, alert_id, object)
);

-- Published scores, and appeals against a line of them.
create table score (
  jurisdiction_id text not null references jurisdiction,
  score_id text not null,
  seq bigint not null,
  published_on text not null,
  body jsonb not null,
  demo boolean not null,
  primary key (jurisdiction_id, score_id)
);
create table score_appeal (
  jurisdiction_id text not null references jurisdiction,
  score_id text not null,
  seq bigint not null,
  organisation_id text not null,
  line text not null,
  body jsonb not null,
  decision jsonb,
  demo boolean not null,
  primary key (jurisdiction_id, score_id, seq)
);

-- Where notices go beside the product itself. Secrets are encrypted with the key outside the database.
create table channel (
  jurisdiction_id text not null references jurisdiction,
  channel_id text not null,
  kind text not null,
  name text not null,
  active boolean not null,
  body jsonb not null,
  secret text,
  -- No message goes out before: the vendor's pace, or a block. ISO instant.
  next_at text not null,
  changed_by text not null,
  changed_at text not null,
  primary key (jurisdiction_id, channel_id)
);
-- How far the ledger has been read for notices.
create table notice_cursor (
  jurisdiction_id text not null references jurisdiction primary key,
  seq bigint not null,
  -- Restored from a backup on this day: what was told up to it is not told again by itself.
  restored_on text,
  restored_seq bigint,
  -- The last notice of the restored book.
  restored_n bigint
);
-- What goes out in one piece to one recipient: one notice, or several as a digest.
create table message (
  jurisdiction_id text not null references jurisdiction,
  message_id text not null,
  n bigint generated always as identity,
  channel_id text not null,
  recipient text not null,
  -- queued, sending, sent, dead, held
  state text not null,
  attempts integer not null,
  not_before text not null,
  last_code text,
  last_error text,
  sent_at text,
  primary key (jurisdiction_id, message_id)
);
create index message_queue on message (jurisdiction_id, channel_id, recipient, n) where state in ('queued', 'sending');
-- The book: one row for each event, recipient and channel, whatever becomes of the process.
create table notice (
  jurisdiction_id text not null references jurisdiction,
  event text not null,
  recipient text not null,
  channel_id text not null,
  n bigint generated always as identity,
  kind text not null,
  text jsonb not null,
  link text not null,
  on_day text not null,
  at text not null,
  message_id text,
  -- Why it does not go out: silenced, unsubscribed. Null: it does.
  suppressed jsonb,
  read_at text,
  primary key (jurisdiction_id, event, recipient, channel_id)
);
create index notice_recipient on notice (jurisdiction_id, channel_id, recipient, n);
create index notice_waiting on notice (jurisdiction_id, channel_id, n) where message_id is null and suppressed is null;
-- What somebody does not want to hear of, and where he is reached.
create table notice_preference (
  jurisdiction_id text not null references jurisdiction,
  login text not null,
  email text,
  off jsonb not null,
  primary key (jurisdiction_id, login)
);
-- How far the ledger has been looked at for alerts.
create table alert_cursor (
  jurisdiction_id text not null references jurisdiction primary key,
  seq bigint not null
);
