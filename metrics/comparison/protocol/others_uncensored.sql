-- One row per person of the comparison group: their influence on the months gained, and their
-- weight, with the weights that replace those who are paired later.
-- reads: other_month_coefficient, uncensored
-- makes: other_part
select
    uncensored.person_id,
    sum(
        uncensored.at_risk * coefficient.at_risk + uncensored.events * coefficient.event
    ) as estimate,
    sum(case when uncensored.k = 0 then uncensored.at_risk else 0 end) as weight
from uncensored
inner join other_month_coefficient as coefficient on coefficient.k = uncensored.k
where uncensored.arm = 0
group by uncensored.person_id
