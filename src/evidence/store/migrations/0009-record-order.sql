-- Why: a list shows the newest changes first; without this order at hand a register of a million records is sorted for
-- every page.

create index record_newest on record (jurisdiction_id, register_id, seq desc nulls last, record_id);
