-- One row per mentee and month in which a pairing of theirs runs, from the month after its start to
-- that of its end. A pairing that ended because the mentee left runs until the exit.
-- reads: calendar, pairing_summary, pairings, spell
-- makes: treated_month
with

running as (

    select
        pairing_summary.mentee_id as person_id,
        pairing_summary.from_month,
        case when pairings.end_reason = 'left'
                  and spell.last_month
                      between pairing_summary.to_month + 1 and pairing_summary.to_month + 3
             then spell.last_month
             else pairing_summary.to_month end as to_month
    from pairing_summary
    inner join pairings on pairings.pairing_id = pairing_summary.pairing_id
    left join spell
        on spell.person_id = pairing_summary.mentee_id
        and pairing_summary.from_month between spell.entry_month and spell.last_month
        and spell.has_left = 1

)

select distinct running.person_id, calendar.month
from running
inner join calendar
    on calendar.month > running.from_month
    and calendar.month <= running.to_month
