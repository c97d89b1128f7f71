-- One row per fate: how many first pairings reach the comparison, and how many lack a value before or after.
with

fate as (

    select
        case
            when max(case when difference.treated = 1 and difference.t >= difference.g then 1 else 0 end) = 1 then 'matched'
            when max(case when base.person_id is null then 0 else 1 end) = 0 then 'no_base'
            else 'no_value_after'
        end as fate
    from first_pairing
    inner join asked_person on asked_person.person_id = first_pairing.person_id
    cross join asked
    left join base on base.person_id = first_pairing.person_id and base.treated = 1
    left join difference on difference.person_id = first_pairing.person_id and difference.treated = 1
    where (asked.category is null or first_pairing.category = asked.category)
    group by first_pairing.person_id

)

select fate, count(*) as n
from fate
group by fate
