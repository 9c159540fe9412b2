-- Why: any number of servers work on one database. What one process kept for itself stands here or is told: who has a run in
-- hand and that he is alive, sign-ins that were begun and come back to another server, which program's parts of registers were
-- brought last, and that somebody's account or rights changed. Where a chain stands is told by the ledger in its own
-- transaction: a trigger on a shard would tell it where nobody listens.
-- alone: servers of before had the database to themselves.

-- The process that has it in hand, and when it last said so, by the clock of the database.
alter table run add column claimed_by text;
alter table run add column beat_at timestamptz;

-- What was begun here and is finished by a request to come: once, and in time.
create table begun (
  kind text not null,
  key text not null,
  body jsonb not null,
  until text not null,
  primary key (kind, key)
);

-- Programs whose parts were brought to every place, by what these parts are.
create table program (
  fingerprint text primary key,
  brought_at timestamptz not null
);

drop trigger chain_head_is_told on chain_head;
drop function tell_head();

create function tell_account() returns trigger language plpgsql as $$
begin
  perform pg_notify('lantu_account', coalesce(old.login, new.login));
  return null;
end $$;

create trigger account_is_told after update or delete on account for each row execute function tell_account();
create trigger membership_is_told after insert or update or delete on membership for each row execute function tell_account();
create trigger session_is_told after delete on session for each row execute function tell_account();
create trigger second_factor_is_told after update of second_factor on session for each row execute function tell_account();

-- A text that every server must be able to read: all of them have one key.
create table vault_check (
  one boolean primary key default true check (one),
  sealed text not null
);

-- The last number that a frame was given: whoever gives the next ones holds the row until they are kept, so that no frame with a
-- smaller number appears behind what was sealed.
create table stream_counter (
  one boolean primary key default true check (one),
  last bigint not null
);
