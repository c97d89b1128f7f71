-- One row per person and month in which somebody was paired: everybody employed then and when the
-- follow-up began, whenever they were paired themselves. months are those without the event since
-- then, at most as many as the data run on; paired is 1 for those paired in that month.
-- reads: exposure, metric_rows, other_role, position_spell, review_score, run, spell, time_zero
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
        spell.hire_month,
        spell.last_month,
        trial.trial_month,
        trial.start_month,
        exposure.cluster_id,
        exposure.band as paired_band,
        exposure.fine_band as paired_fine_band,
        case when exposure.pair_month = trial.trial_month then 1 else 0 end as paired
    from spell
    inner join trial
        on spell.entry_month <= trial.trial_month
        and spell.last_month >= trial.start_month
    left join exposure on exposure.person_id = spell.person_id

),

first_event as (

    select employed.person_id, employed.trial_month, min(metric_rows.month) as month
    from employed
    inner join metric_rows
        on metric_rows.person_id = employed.person_id
        and metric_rows.month between employed.start_month and employed.last_month
    where metric_rows.event = 1
    group by employed.person_id, employed.trial_month

)

select
    employed.person_id,
    employed.trial_month,
    employed.paired,
    case when employed.paired = 1 then employed.cluster_id else '' end as cluster_id,
    coalesce(first_event.month, employed.last_month) - employed.start_month + 1 as months,
    position_spell.department,
    position_spell.grade,
    coalesce(
        case when employed.paired = 1 then employed.paired_band else review_score.band end, 0
    ) as band,
    coalesce(
        case when employed.paired = 1 then employed.paired_fine_band else review_score.fine_band
            end, 0
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
         else 7 end as fine_tenure
from employed
inner join position_spell
    on position_spell.person_id = employed.person_id
    and position_spell.spell = employed.spell
    and employed.trial_month between position_spell.from_month and position_spell.to_month
left join review_score
    on review_score.person_id = employed.person_id
    and employed.trial_month between review_score.from_month and review_score.to_month
left join in_other_role
    on in_other_role.person_id = employed.person_id
    and in_other_role.trial_month = employed.trial_month
left join first_event
    on first_event.person_id = employed.person_id
    and first_event.trial_month = employed.trial_month
where in_other_role.person_id is null
order by employed.trial_month, employed.person_id
