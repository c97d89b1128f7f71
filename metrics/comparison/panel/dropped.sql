-- One row per fate: how many first pairings reach the comparison, and how many lack a value before
-- or after.
-- reads: base, difference, scope_pairing, scope_person
with

fate as (

    select
        case
            when max(case when difference.treated = 1 and difference.t >= difference.g then 1
                else 0 end) = 1 then 'matched'
            when max(case when base.person_id is null then 0 else 1 end) = 0 then 'no_base'
            else 'no_value_after'
        end as fate
    from scope_pairing
    inner join scope_person on scope_person.person_id = scope_pairing.person_id
    left join base on base.person_id = scope_pairing.person_id and base.treated = 1
    left join difference
        on difference.person_id = scope_pairing.person_id
        and difference.treated = 1
    group by scope_pairing.person_id

)

select fate, count(*) as n
from fate
group by fate
