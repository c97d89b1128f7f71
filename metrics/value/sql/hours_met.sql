-- One row per pairing that has ended and had agreed hours: its category, and the share of those
-- hours it met.
-- reads: pairing_summary, pairings, run
select
    pairing_summary.category,
    pairing_summary.minutes / nullif(cast(60 * pairing_summary.agreed_hours as double), 0) as share
from pairing_summary
inner join pairings on pairings.pairing_id = pairing_summary.pairing_id
cross join run
where pairing_summary.agreed_hours > 0
    and coalesce(pairings.end_date, pairings.planned_end_date) <= run.as_of
