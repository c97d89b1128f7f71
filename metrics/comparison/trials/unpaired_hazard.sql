-- One row per person and month since the programme began, until they are paired: the running sum of
-- the hazard of being paired, -ln(1 - q), with q the chance of the month's pattern.
-- reads: pairing_chance, unpaired_month
-- makes: unpaired_hazard
select
    unpaired_month.person_id,
    unpaired_month.month,
    sum(pairing_chance.hazard) over (
        partition by unpaired_month.person_id order by unpaired_month.month
        rows between unbounded preceding and current row
    ) as hazard
from unpaired_month
inner join pairing_chance on pairing_chance.pattern = unpaired_month.pattern
