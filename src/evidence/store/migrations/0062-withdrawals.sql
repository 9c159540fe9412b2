-- A report that was returned takes back every figure since the last approved one, not only the newest: an earlier one
-- that it had replaced unseen came back as if it stood. What was laid out before is brought to the same.
update observation o
set withdrawn_on = w.withdrawn_on, withdrawn_seq = w.withdrawn_seq
from observation w
where o.jurisdiction_id = w.jurisdiction_id and o.indicator_id = w.indicator_id
  and o.place = w.place and o.period = w.period
  and o.status = 'preliminary' and o.withdrawn_on is null
  and w.status = 'preliminary' and w.withdrawn_on is not null and o.seq < w.seq
  and exists (
    select from submission s where s.jurisdiction_id = o.jurisdiction_id and s.seq = o.seq and s.kind = 'report.submit'
  )
  and not exists (
    select from observation a
    where a.jurisdiction_id = o.jurisdiction_id and a.indicator_id = o.indicator_id
      and a.place = o.place and a.period = o.period and a.status <> 'preliminary' and a.withdrawn_on is null
      and a.seq > o.seq and a.seq < w.seq
  );
