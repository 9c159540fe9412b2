-- Frames of a batch that are lawfully not kept any more (their time was over, or the demonstration was removed), and how many of
-- those that are kept are of the demonstration. Any other that lacks was taken away.
alter table stream_batch add column dropped integer not null default 0;
alter table stream_batch add column demo_frames integer not null default 0;
-- Frames of days before this one were let go.
alter table stream_batch add column dropped_before text;
