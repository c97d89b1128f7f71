-- One row per fate: how many first pairings reach the comparison, and how many fall out at each step towards it.
with

asked_pairing as (

    select first_pairing.*
    from first_pairing
    inner join asked_person on asked_person.person_id = first_pairing.person_id
    cross join asked
    where (asked.category is null or first_pairing.category = asked.category)

),

fate as (

    select
        case
            when asked_pairing.pair_month >= run.last_month then 'too_recent'
            when spell.person_id is null then 'left'
            when eligible.person_id is null then 'mentor'
            when weighted.person_id is null then 'unmatched'
            else 'matched'
        end as fate
    from asked_pairing
    cross join run
    left join spell
        on spell.person_id = asked_pairing.person_id
        and spell.entry_month <= asked_pairing.pair_month
        and spell.last_month > asked_pairing.pair_month
    left join eligible
        on eligible.person_id = asked_pairing.person_id
        and eligible.trial_month = asked_pairing.pair_month
        and eligible.arm = 1
    left join weighted on weighted.person_id = asked_pairing.person_id and weighted.arm = 1

)

select fate, count(*) as n
from fate
group by fate
