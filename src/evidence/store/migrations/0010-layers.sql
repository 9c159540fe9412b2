-- Why: the type of a register in force is made of the program's part and the place's own. Both are kept beside it, so
-- that a new version of either can be laid over the other. A register of which the program knows nothing has neither.
-- Organisations carry roles, by which the lists of the program find who answers for them in a place.

alter table register add column program jsonb;
alter table register add column own jsonb;
alter table organisation add column roles jsonb not null default '[]';
