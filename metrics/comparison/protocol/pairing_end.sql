-- One row per mentee who is compared: the month in which their pairing broke off (early_month,
-- empty if it did not), for which reason, and the last month in which it could (open_until).
-- followed_until is the last month in which the mentee was followed without the event. A pairing
-- that ended because the mentee left did not break off: the exit counts, not the end. is_untold is
-- 1 if the files cannot tell whether a pairing that ended broke off.
-- reads: exposure, matched, pairings, run, spell, time_zero, trial_pattern
-- makes: pairing_end
with

compared as (

    select
        matched.person_id,
        matched.trial_month,
        matched.trial_month + 1 + time_zero.wait_months + matched.u - matched.event
            as followed_until,
        trial_pattern.department,
        trial_pattern.grade,
        trial_pattern.fine_band,
        trial_pattern.fine_tenure,
        trial_pattern.own_stratum,
        pairings.end_reason,
        year(pairings.planned_end_date) * 12 + month(pairings.planned_end_date) - 1
            as planned_month,
        case when pairings.end_date <= run.as_of
             then year(pairings.end_date) * 12 + month(pairings.end_date) - 1 end as end_month,
        case when spell.has_left = 1 then spell.last_month end as exit_month
    from matched
    cross join run
    cross join time_zero
    inner join trial_pattern
        on trial_pattern.person_id = matched.person_id
        and trial_pattern.arm = 1
    inner join exposure on exposure.person_id = matched.person_id
    inner join pairings on pairings.pairing_id = exposure.pairing_id
    inner join spell
        on spell.person_id = matched.person_id
        and spell.entry_month <= matched.trial_month
        and spell.last_month > matched.trial_month + time_zero.wait_months
    where matched.arm = 1

),

ended as (

    select
        compared.*,
        case when exit_month <= end_month then 1
             when end_reason = 'left' and exit_month <= end_month + 3 then 1
             else 0 end as is_exit
    from compared

),

judged as (

    select
        ended.*,
        case when end_month is null or is_exit = 1 or end_reason = 'completed' then 0
             when end_month < planned_month then 1
             when planned_month is null and end_reason in ('no_click', 'too_busy') then 1
             else 0 end as is_early,
        case when end_month is null or is_exit = 1 or planned_month is not null
                  or end_reason in ('completed', 'no_click', 'too_busy') then 0
             else 1 end as is_untold
    from ended

)

select
    person_id,
    trial_month,
    followed_until,
    department,
    grade,
    fine_band,
    fine_tenure,
    own_stratum,
    case when is_early = 1 and end_month <= followed_until then end_month end as early_month,
    case when is_early = 0 or end_month > followed_until then ''
         when end_reason in ('no_click', 'too_busy') then end_reason
         when end_reason = 'left' then 'mentor_left'
         else 'other' end as reason,
    case when end_month <= followed_until
              and (planned_month is null or end_month < planned_month) then end_month
         when planned_month <= followed_until then planned_month - 1
         else followed_until end as open_until,
    is_untold
from judged
