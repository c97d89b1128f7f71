-- One row per pairing that has ended and had agreed hours: its category and the share of the agreed hours it met.
select
    mentoring.category,
    mentoring.minutes / nullif(cast(60 * mentoring.agreed_hours as double), 0) as share
from mentoring
inner join pairings on pairings.pairing_id = mentoring.pairing_id
cross join run
where mentoring.agreed_hours > 0 and coalesce(pairings.end_date, pairings.planned_end_date) <= run.as_of
