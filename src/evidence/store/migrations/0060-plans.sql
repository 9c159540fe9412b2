-- Why: several plans are in force side by side, and each has its days. A plan is closed on a day, with what its lights
-- were; an indicator that came with a later plan is not there on the days before it.
alter table plan add column closed_on text;
alter table plan add column closing jsonb;
alter table indicator add column since text;
