-- One row per person: their influence on the months gained, and their weight in each arm.
-- reads: exposure, uncensored, uncensored_coefficient
select
    uncensored.person_id,
    max(exposure.cluster_id) as cluster_id,
    sum(
        uncensored.at_risk * coefficient.at_risk + uncensored.events * coefficient.event
    ) as estimate,
    sum(case when uncensored.arm = 1 and uncensored.k = 0 then uncensored.at_risk
        else 0 end) as weight1,
    sum(case when uncensored.arm = 0 and uncensored.k = 0 then uncensored.at_risk
        else 0 end) as weight0
from uncensored
inner join uncensored_coefficient as coefficient
    on coefficient.arm = uncensored.arm
    and coefficient.k = uncensored.k
left join exposure on exposure.person_id = uncensored.person_id
group by uncensored.person_id
