-- One row per pairing in the files, started or planned: its months (until_month is empty if no end
-- is known), the agreed hours, over how many months, and whether it is over.
-- reads: pairings, run
-- makes: agreed_pairing
select
    pairings.pairing_id,
    pairings.mentor_id,
    pairings.mentee_id,
    pairings.category,
    year(pairings.start_date) * 12 + month(pairings.start_date) - 1 as from_month,
    case when pairings.end_date is not null
         then year(pairings.end_date) * 12 + month(pairings.end_date) - 1
         else year(pairings.planned_end_date) * 12 + month(pairings.planned_end_date) - 1
         end as until_month,
    pairings.agreed_hours,
    (year(pairings.planned_end_date) * 12 + month(pairings.planned_end_date))
        - (year(pairings.start_date) * 12 + month(pairings.start_date)) as months,
    case when coalesce(pairings.end_date, pairings.planned_end_date) <= run.as_of then 1
         else 0 end as over
from pairings
cross join run
