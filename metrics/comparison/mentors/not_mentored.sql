-- One row of a panel per person and period before the first value after their own pairing as a mentee: what mentoring
-- does to mentees would else be taken from what it does to mentors.
select metric_rows.*
from metric_rows
left join mentored_from on mentored_from.person_id = metric_rows.person_id
where mentored_from.g is null or metric_rows.period < mentored_from.g
