-- One row per person and trial: employed on the first day of start_month, never paired before the
-- trial month, and not mentoring in it. start_month is the month after the trial month, or later by
-- the months of time_zero. end_month is the last month at risk; a control's is before their own
-- pairing. The score and the tenure have coarse bands, for exact cells, and fine ones within these,
-- for weights. own_stratum numbers the combination of the question's own keys, 0 without any.
-- reads: exposure, other_role, own_segment, position_spell, review_score, run, spell, time_zero
-- makes: eligible
with

trial as (

    select distinct
        exposure.pair_month as trial_month,
        exposure.pair_month + 1 + time_zero.wait_months as start_month
    from exposure
    cross join run
    cross join time_zero
    where exposure.pair_month + time_zero.wait_months < run.last_month

),

in_other_role as (

    select distinct other_role.person_id, trial.trial_month
    from other_role
    inner join trial on trial.trial_month between other_role.from_month and other_role.to_month

),

employed as (

    select
        spell.person_id,
        spell.spell,
        trial.trial_month,
        trial.start_month,
        spell.hire_month,
        spell.gender,
        case when exposure.pair_month = trial.trial_month then 1 else 0 end as arm,
        case when exposure.pair_month = trial.trial_month then exposure.band end as paired_band,
        case when exposure.pair_month = trial.trial_month then exposure.fine_band
            end as paired_fine_band,
        case when exposure.pair_month > trial.trial_month
                  and exposure.pair_month - 1 < spell.last_month then exposure.pair_month - 1
             else spell.last_month end as end_month
    from spell
    inner join trial
        on spell.entry_month <= trial.trial_month
        and spell.last_month >= trial.start_month
    left join exposure on exposure.person_id = spell.person_id
    where exposure.pair_month is null or exposure.pair_month >= trial.trial_month

)

select
    employed.person_id,
    employed.trial_month,
    employed.start_month,
    employed.arm,
    employed.end_month,
    position_spell.department,
    position_spell.job_family,
    position_spell.grade,
    position_spell.location,
    employed.gender,
    coalesce(
        case when employed.arm = 1 then employed.paired_band else review_score.band end, 0
    ) as band,
    coalesce(
        case when employed.arm = 1 then employed.paired_fine_band else review_score.fine_band end,
        0
    ) as fine_band,
    case when employed.trial_month - employed.hire_month < 12 then 0
         when employed.trial_month - employed.hire_month < 24 then 1
         else 2 end as tenure_band,
    case when employed.trial_month - employed.hire_month < 3 then 0
         when employed.trial_month - employed.hire_month < 6 then 1
         when employed.trial_month - employed.hire_month < 12 then 2
         when employed.trial_month - employed.hire_month < 18 then 3
         when employed.trial_month - employed.hire_month < 24 then 4
         when employed.trial_month - employed.hire_month < 36 then 5
         when employed.trial_month - employed.hire_month < 48 then 6
         else 7 end as fine_tenure,
    cast(floor(cast(employed.trial_month as double) / 12) as int) as trial_year,
    coalesce(own_segment.own_stratum, 0) as own_stratum
from employed
inner join position_spell
    on position_spell.person_id = employed.person_id
    and position_spell.spell = employed.spell
    and employed.trial_month between position_spell.from_month and position_spell.to_month
left join review_score
    on review_score.person_id = employed.person_id
    and employed.trial_month between review_score.from_month and review_score.to_month
left join own_segment
    on own_segment.person_id = position_spell.person_id
    and own_segment.spell = position_spell.spell
    and own_segment.from_month = position_spell.from_month
left join in_other_role
    on in_other_role.person_id = employed.person_id
    and in_other_role.trial_month = employed.trial_month
where employed.end_month >= employed.start_month and in_other_role.person_id is null
