-- One row per person: their influence on the months gained per protocol, and their weight in each
-- arm.
-- reads: exposure, mentee_coefficient, other_part, protocol
with

part as (

    select
        protocol.person_id,
        protocol.at_risk * mentee_coefficient.at_risk
            + protocol.events * mentee_coefficient.event as estimate,
        case when protocol.k = 0 then protocol.at_risk else 0 end as weight1,
        cast(0 as double) as weight0
    from protocol
    inner join mentee_coefficient on mentee_coefficient.k = protocol.k

    union all

    select
        other_part.person_id,
        other_part.estimate,
        cast(0 as double) as weight1,
        other_part.weight as weight0
    from other_part

)

select
    part.person_id,
    max(exposure.cluster_id) as cluster_id,
    sum(part.estimate) as estimate,
    sum(part.weight1) as weight1,
    sum(part.weight0) as weight0
from part
left join exposure on exposure.person_id = part.person_id
group by part.person_id
