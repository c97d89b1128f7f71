-- One row per category, and one for all of them (category ''): mean agreed hours of the pairings
-- that agreed on any.
-- reads: pairing_summary
with

agreed as (

    select category, agreed_hours
    from pairing_summary
    where agreed_hours > 0
    union all
    select '' as category, agreed_hours
    from pairing_summary
    where agreed_hours > 0

)

select category, avg(agreed_hours) as agreed_hours
from agreed
group by category
order by category
