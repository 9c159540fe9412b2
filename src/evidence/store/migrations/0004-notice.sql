-- Why: a process that keeps answers in memory must hear at once when another process (a command, a second server)
-- has moved the chain on.

create function tell_head() returns trigger language plpgsql as $$
begin
  perform pg_notify('lantu_head', new.jurisdiction_id || ' ' || new.seq);
  return null;
end $$;

create trigger chain_head_is_told after insert or update on chain_head
  for each row execute function tell_head();
