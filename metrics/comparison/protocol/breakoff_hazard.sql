-- One row per mentee and month since pairing in which their pairing could break off: the running
-- sum of the hazard of breaking off, -ln(chance to go on), and the last of these months.
-- reads: breakoff_chance, breakoff_month
-- makes: breakoff_hazard
select
    breakoff_month.person_id,
    breakoff_month.since,
    sum(breakoff_chance.hazard) over (
        partition by breakoff_month.person_id order by breakoff_month.since
        rows between unbounded preceding and current row
    ) as hazard,
    max(breakoff_month.since) over (partition by breakoff_month.person_id) as last_since
from breakoff_month
inner join breakoff_chance on breakoff_chance.pattern = breakoff_month.pattern
