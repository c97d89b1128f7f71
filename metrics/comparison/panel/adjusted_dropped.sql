-- One row per fate: how many first pairings are compared with covariates, and how many lack a value
-- before or after, or a comparable colleague.
-- reads: adjusted_change, adjusted_coefficient, adjusted_earlier, scope_pairing, scope_person
with

changed as (

    select
        adjusted_change.person_id,
        max(case when adjusted_coefficient.pattern is null then 0 else 1 end) as is_compared
    from adjusted_change
    left join adjusted_coefficient
        on adjusted_coefficient.g = adjusted_change.g
        and adjusted_coefficient.t = adjusted_change.t
        and adjusted_coefficient.treated = adjusted_change.treated
        and adjusted_coefficient.pattern = adjusted_change.pattern
    where adjusted_change.treated = 1
    group by adjusted_change.person_id

),

based as (

    select distinct person_id
    from adjusted_earlier
    where treated = 1 and base is not null

),

fate as (

    select
        case
            when changed.is_compared = 1 then 'matched'
            when changed.is_compared = 0 then 'unmatched'
            when based.person_id is null then 'no_base'
            else 'no_value_after'
        end as fate
    from scope_pairing
    inner join scope_person on scope_person.person_id = scope_pairing.person_id
    left join based on based.person_id = scope_pairing.person_id
    left join changed on changed.person_id = scope_pairing.person_id

)

select fate, count(*) as n
from fate
group by fate
