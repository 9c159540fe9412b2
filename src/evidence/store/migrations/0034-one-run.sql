-- Why: reading a plan, reading and writing a sheet, a forecast and a choice each kept a state of their own, beside a queue
-- that kept another: where a process died, the row said for good that it was being worked on. There is one run now. Its row
-- is the state that people see and the place in the queue, and what a dead process left is begun again or given up with a
-- reason. What was under way is begun again; what waits for a person (a sheet that was read, a draft in review) stays.

alter table run add column subject text not null default '';
alter table run add column step jsonb;
alter table run add column problem jsonb;
-- What it works on, until it is done.
alter table run add column upload bytea;
-- How often it was begun.
alter table run add column attempt integer not null default 0;

update run set
  step = body -> 'step',
  problem = case when jsonb_typeof(body -> 'problem') = 'object'
    then jsonb_build_object('code', 'run-failed', 'title', body -> 'problem', 'hint', null) end,
  body = body - 'step' - 'problem' - 'job',
  state = case when state = 'running' then 'waiting' else state end;

-- A sheet is read in a first run, and goes on to be written in a second: `phase` says which.
insert into run (jurisdiction_id, run_id, kind, state, progress, step, problem, body, upload, created_by, created_at)
select jurisdiction_id, draft_id, 'registers.import',
  case state when 'reading' then 'waiting' when 'review' then 'done' when 'writing' then 'waiting' else state end,
  progress, body -> 'step', nullif(body -> 'problem', 'null'::jsonb),
  (body - 'step' - 'problem' - 'job')
    || jsonb_build_object('phase', case when state in ('writing', 'done') then 'write' else 'read' end),
  upload, created_by, created_at
from import_draft;
drop table import_draft;

insert into run (jurisdiction_id, run_id, kind, state, progress, step, problem, body, upload, created_by, created_at)
select jurisdiction_id, draft_id, 'plan.read', case when state in ('reading', 'compiling') then 'waiting' else state end,
  progress, body -> 'step', nullif(body -> 'problem', 'null'::jsonb),
  jsonb_build_object('file', body -> 'file', 'asOf', body -> 'asOf', 'compiling', false), upload, created_by, created_at
from plan_draft where state in ('reading', 'compiling', 'failed', 'cancelled');
delete from plan_draft where state in ('reading', 'compiling', 'failed', 'cancelled');
update plan_draft set body = body - 'step' - 'problem' - 'job';
-- In review or committed: a draft is there once its text was read.
alter table plan_draft drop column progress;
alter table plan_draft drop column upload;

-- When it was last computed.
alter table foresight rename column ordered_at to computed_at;
alter table foresight drop column ordered;
alter table foresight drop column progress;
alter table foresight drop column step;
alter table foresight drop column problem;

create index run_subject on run (jurisdiction_id, kind, subject, created_at);
create index run_open on run (kind, created_at) where state in ('waiting', 'running');

-- The queue of earlier versions; what waited in it waits in its row.
drop schema if exists pgboss cascade;
