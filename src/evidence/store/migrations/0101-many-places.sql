-- Why: a place that nobody looks at costs nothing. Forecasts say by which methods they were computed, so that a start needs not
-- order them all anew; and the day on which a place was reminded of its reports outlives the process.
alter table foresight add column method text not null default '';
alter table notice_cursor add column reminded_on text;
