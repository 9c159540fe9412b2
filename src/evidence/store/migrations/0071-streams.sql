-- Why: stations send by themselves, thousands of frames a day. What came over the line is kept as it came, partitioned by the
-- month that it is of, and each batch of it is sealed by one entry of the ledger; hourly, daily and monthly values are made from it
-- and can be made again.

-- By what a station is let in. Secrets are encrypted with the key outside the database.
create table station_door (
  jurisdiction_id text not null references jurisdiction,
  mn text not null,
  password text not null,
  cipher_key text,
  changed_by text not null,
  changed_at text not null,
  primary key (jurisdiction_id, mn)
);
-- A station speaks for one place only: the line names no jurisdiction.
create unique index station_door_mn on station_door (mn);

-- No foreign key: thousands of rows a second are checked before by the door that lets them in.
create table stream_frame (
  jurisdiction_id text not null,
  mn text not null,
  -- What its data are of; where it says nothing, when it came.
  at timestamptz not null,
  -- SM3 of the bytes of the frame: the same frame sent again is the same row.
  hash bytea not null,
  -- In the order of arrival, over all jurisdictions.
  n bigint not null,
  received timestamptz not null,
  -- raw, minute, hour, day, other
  kind text not null,
  frame bytea not null,
  -- The plain segment of an encrypted one.
  opened bytea,
  faults text[] not null,
  -- hj212, mqtt, sheet
  door text not null,
  demo boolean not null,
  primary key (jurisdiction_id, mn, at, hash)
) partition by range (at);
create index stream_frame_n on stream_frame (jurisdiction_id, n);
create table stream_frame_rest partition of stream_frame default;

-- Which frames an entry of the ledger seals: those of its place with numbers above `above` and up to `upto`.
create table stream_batch (
  jurisdiction_id text not null references jurisdiction,
  seq bigint not null,
  above bigint not null,
  upto bigint not null,
  frames integer not null,
  hash text not null,
  stations jsonb not null,
  demo boolean not null,
  primary key (jurisdiction_id, seq)
);
create index stream_batch_upto on stream_batch (jurisdiction_id, upto);

create table reading_hour (
  jurisdiction_id text not null,
  mn text not null,
  factor text not null,
  -- Begin of the hour.
  at timestamptz not null,
  value double precision,
  -- Mark of HJ 212; only N counts unless the station says otherwise.
  flag text not null,
  low double precision,
  high double precision,
  -- Values that it was made of, and how: device, plain, weighted, manual.
  n integer not null,
  made text not null,
  -- The newest frame that it was made from.
  frame bigint,
  -- Why there is no value.
  why text,
  demo boolean not null,
  primary key (jurisdiction_id, mn, factor, at)
) partition by range (at);
create table reading_hour_rest partition of reading_hour default;

create table reading_day (
  jurisdiction_id text not null references jurisdiction,
  mn text not null,
  factor text not null,
  day text not null,
  value double precision,
  low double precision,
  high double precision,
  n integer not null,
  made text not null,
  why text,
  demo boolean not null,
  primary key (jurisdiction_id, mn, factor, day)
);
create table reading_month (
  jurisdiction_id text not null references jurisdiction,
  mn text not null,
  factor text not null,
  month text not null,
  value double precision,
  low double precision,
  high double precision,
  n integer not null,
  demo boolean not null,
  primary key (jurisdiction_id, mn, factor, month)
);

-- How well a station keeps to the standard, day by day of arrival.
create table station_day (
  jurisdiction_id text not null references jurisdiction,
  mn text not null,
  day text not null,
  frames integer not null,
  taken integer not null,
  repeated integer not null,
  late integer not null,
  -- Frames without any fault.
  clean integer not null,
  faults jsonb not null,
  -- Codes that came and are of no registered instrument, and instruments that no code came for.
  codes jsonb not null,
  last_at text not null,
  primary key (jurisdiction_id, mn, day)
);
