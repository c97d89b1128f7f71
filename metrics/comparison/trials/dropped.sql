-- One row per fate: how many first pairings reach the comparison, and how many are lost at each
-- step before it.
-- reads: eligible, matched, run, scope_pairing, scope_person, spell, time_zero
with

paired as (

    select scope_pairing.person_id, scope_pairing.pair_month
    from scope_pairing
    inner join scope_person on scope_person.person_id = scope_pairing.person_id

),

fate as (

    select
        case
            when paired.pair_month + time_zero.wait_months >= run.last_month then 'too_recent'
            when spell.person_id is null then 'left'
            when eligible.person_id is null then 'mentor'
            when matched.person_id is null then 'unmatched'
            else 'matched'
        end as fate
    from paired
    cross join run
    cross join time_zero
    left join spell
        on spell.person_id = paired.person_id
        and spell.entry_month <= paired.pair_month
        and spell.last_month > paired.pair_month + time_zero.wait_months
    left join eligible
        on eligible.person_id = paired.person_id
        and eligible.trial_month = paired.pair_month
        and eligible.arm = 1
    left join matched on matched.person_id = paired.person_id and matched.arm = 1

)

select fate, count(*) as n
from fate
group by fate
