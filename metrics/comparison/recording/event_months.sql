-- One row per month of the year (0 is January) with events: how many there are.
-- reads: metric_rows
select
    cast(month % 12 as int) as calendar_month,
    count(*) as events
from metric_rows
where event = 1
group by cast(month % 12 as int)
